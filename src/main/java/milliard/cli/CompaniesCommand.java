package milliard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import milliard.Home;
import milliard.company.Companies;
import milliard.company.Company;
import milliard.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard companies}: the table of companies and the user's corrections of it. */
@Command(
    name = "companies",
    description = {
      "Lists and finds companies, and puts them right.",
      "  milliard companies find mistral",
      "  milliard companies merge \"Mistral Labs\" mistral-ai --home news",
      "Corrections are lines of DIR/companies.txt, which you may edit; they count from",
      "the next crawl, ingest or reindex on."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      CompaniesCommand.Show.class,
      CompaniesCommand.Find.class,
      CompaniesCommand.Merge.class,
      CompaniesCommand.Rename.class,
      CompaniesCommand.Refuse.class
    })
final class CompaniesCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new UserException("companies: expected list, find, merge, rename or refuse");
  }

  /** Whose companies, and how they are printed. */
  static final class Printing {
    @Option(
        names = "--home",
        paramLabel = "DIR",
        description = "With the corrections of this folder.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    Companies companies() throws IOException {
      return folder == null ? Companies.common() : corrected(new Home(folder));
    }

    /** Prints them; the exit code says whether there were any. */
    int print(Collection<Company> companies) {
      for (Company company : companies) {
        System.out.println(json ? object(company).write() : line(company));
      }
      return companies.isEmpty() ? 1 : 0;
    }

    private static Json object(Company company) {
      return Json.object()
          .put("id", company.id())
          .put("name", company.name())
          .put("aliases", Json.strings(company.aliases()))
          .put("kind", company.kind().id())
          .put("country", company.country())
          .put("ticker", company.ticker())
          .put("ambiguous", Json.strings(company.ambiguous()))
          .build();
    }

    private static String line(Company company) {
      return String.join(
          "\t",
          company.id(),
          company.name(),
          company.kind().id(),
          Objects.requireNonNullElse(company.country(), ""),
          Objects.requireNonNullElse(company.ticker(), ""),
          String.join(" | ", company.aliases()));
    }
  }

  private static Companies corrected(Home home) throws IOException {
    try {
      return home.companies();
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  @Command(
      name = "list",
      description = "Prints companies: id, name, kind, country, ticker, other names.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description =
            "company, fund, bank, exchange, media, university, agency, regulator or ministry.")
    private Company.@Nullable Kind kind;

    @Option(names = "--country", paramLabel = "CC", description = "ISO 3166 code, as FR.")
    private @Nullable String country;

    @Mixin private Printing printing = new Printing();

    @Override
    public Integer call() throws IOException {
      return printing.print(
          printing.companies().all().stream()
              .filter(c -> kind == null || c.kind() == kind)
              .filter(c -> country == null || country.equalsIgnoreCase(c.country()))
              .toList());
    }
  }

  @Command(
      name = "find",
      description = "Prints the companies whose name, other name or id holds these words.",
      mixinStandardHelpOptions = true)
  static final class Find implements Callable<Integer> {
    @Parameters(paramLabel = "WORDS", arity = "1..*", description = "As Mistral, or face book.")
    private List<String> words = List.of();

    @Mixin private Printing printing = new Printing();

    @Override
    public Integer call() throws IOException {
      String name = String.join(" ", words);
      Companies companies = printing.companies();
      int code = printing.print(companies.search(name));
      if (code != 0 && !name.isBlank()) {
        System.err.printf(
            "no such company; one called %s would have the id %s%n",
            name, companies.resolve(name).id());
      }
      return code;
    }
  }

  @Command(
      name = "merge",
      description = "Says that names, or ids, are those of one company.",
      mixinStandardHelpOptions = true)
  static final class Merge implements Callable<Integer> {
    @Parameters(
        paramLabel = "NAME",
        arity = "2..*",
        description = "Names or ids; the last is the one that stays.")
    private List<String> names = List.of();

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      String target = idOf(names.getLast(), corrected(home.home()));
      List<String> lines = new ArrayList<>();
      for (String name : names.subList(0, names.size() - 1)) {
        lines.add("same " + word(name) + " = " + target);
      }
      return add(home.home(), lines, target);
    }
  }

  @Command(
      name = "rename",
      description = "Says what a company is called.",
      mixinStandardHelpOptions = true)
  static final class Rename implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "COMPANY", description = "Its id or a name of it.")
    private String company = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      String id = idOf(company, corrected(home.home()));
      return add(home.home(), List.of("name " + id + " = " + word(name)), id);
    }
  }

  @Command(
      name = "refuse",
      description = "Says that a name is no company's, as that of a product.",
      mixinStandardHelpOptions = true)
  static final class Refuse implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The name.")
    private String name = "";

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      return add(home.home(), List.of("not " + word(name)), null);
    }
  }

  private static String idOf(String name, Companies companies) {
    return companies.byId(name).orElseGet(() -> companies.resolve(word(name))).id();
  }

  /** A name that the file of corrections can hold. */
  private static String word(String name) {
    if (name.isBlank() || name.matches("(?s).*[\\n\\r#=].*")) {
      throw new UserException("name '" + name + "': expected one line without # and =");
    }
    return name.strip();
  }

  /** Adds corrections to the user's file, if they can be read back. */
  private static int add(Home home, List<String> added, @Nullable String id) throws IOException {
    Path file = home.companyCorrections();
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) lines.addAll(Files.readAllLines(file));
    lines.addAll(added);
    Companies now;
    try {
      now = Companies.common().corrected(lines, file.toString());
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
    Files.createDirectories(home.folder());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, lines);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    for (String line : added) System.err.println(line);
    if (id != null) now.byId(id).ifPresent(c -> System.out.println(Printing.line(c)));
    System.err.println("counts from the next crawl, ingest or reindex on");
    return 0;
  }
}
