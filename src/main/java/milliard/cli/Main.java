package milliard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;
import milliard.index.DealIndex;
import milliard.index.IndexException;
import milliard.index.IndexWriteException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code milliard}: the command line. */
@Command(
    name = "milliard",
    description = "Deal search over French and English tech news.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 found, 1 nothing found, 2 error.",
      "Data goes to standard output, words to standard error.",
      "milliard COMMAND -h tells more."
    })
public final class Main {
  /** In the order in which the help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          ExtractCommand.class,
          ExplainCommand.class,
          IngestCommand.class,
          SearchCommand.class,
          ExportCommand.class,
          AlertsCommand.class,
          StatsCommand.class,
          ReindexCommand.class,
          CompaniesCommand.class,
          RatesCommand.class,
          ServeCommand.class,
          EvaluateCommand.class,
          DiffCommand.class,
          CrawlCommand.class,
          SourcesCommand.class,
          DemoCommand.class);

  private Main() {}

  /** Runs a sub-command and ends the process with its exit code. */
  public static void main(String[] args) {
    quietLogging();
    // The options are read meanwhile.
    if (args.length > 0 && args[0].equals("search")) DealIndex.prepare();
    var out = new PrintStream(new PipeOut(System.out), false, StandardCharsets.UTF_8);
    System.setOut(out);
    int code = run(args);
    out.flush();
    System.exit(code);
  }

  private static void quietLogging() {
    try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(in);
    } catch (IOException e) {
      System.err.println("milliard: no logging configuration: " + e.getMessage());
    }
  }

  /** The line with the sub-command that is asked for; where there is none, with all. */
  private static CommandLine line(String... args) {
    var line = new CommandLine(new Main());
    for (Class<?> command : COMMANDS) {
      String name = command.getAnnotation(Command.class).name();
      // Reading the options of all of them would take as long as a search.
      if (args.length > 0 && name.equals(args[0])) return line.addSubcommand(command);
    }
    COMMANDS.forEach(line::addSubcommand);
    return line;
  }

  static int run(String... args) {
    CommandLine line = line(args);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::tell);
    line.setParameterExceptionHandler((e, given) -> {
      System.err.println("milliard: " + e.getMessage());
      System.err.println("Try 'milliard " + name(e.getCommandLine()) + "-h'.");
      return 2;
    });
    if (args.length == 0) {
      line.usage(System.err);
      return 2;
    }
    return line.execute(args);
  }

  private static String name(CommandLine line) {
    return line.getParent() == null ? "" : line.getCommandName() + " ";
  }

  /**
   * Faults that a user can act on are told in a line; the rest with their trace, to be reported.
   */
  private static int tell(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    if (e instanceof UserException
        || e instanceof IndexException
        || e instanceof IndexWriteException) {
      System.err.println("milliard: " + e.getMessage());
    } else {
      System.err.println("milliard: this is a fault of Milliard, please report it");
      e.printStackTrace();
    }
    return 2;
  }
}
