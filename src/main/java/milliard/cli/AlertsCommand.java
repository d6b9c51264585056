package milliard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.Alerts;
import milliard.Alerts.Alert;
import milliard.Alerts.Event;
import milliard.fetch.Webhook;
import milliard.index.DealIndex;
import milliard.index.QueryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard alerts}: saved queries that tell of new and changed deals. */
@Command(
    name = "alerts",
    description = {
      "Saved queries that tell of deals as they come or change.",
      "  milliard alerts add --home news big-ai \"IA amount>=500M EUR\"",
      "  milliard ingest … && milliard alerts run --home news --atom feeds"
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      AlertsCommand.Add.class,
      AlertsCommand.Show.class,
      AlertsCommand.Remove.class,
      AlertsCommand.Run.class
    })
final class AlertsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new UserException("alerts: expected add, list, remove or run");
  }

  @Command(
      name = "add",
      description = "Saves a query; deals that are there already are not told.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Letters, digits, - and _.")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "QUERY", arity = "1..*", description = "The query.")
    private List<String> query = List.of();

    @Option(names = "--webhook", paramLabel = "URL", description = "Post events there, as JSON.")
    private @Nullable URI webhook;

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      String words = String.join(" ", query);
      try (DealIndex index = home.home().openReadOnly()) {
        int known = new Alerts(home.home().alerts()).add(new Alert(name, words, webhook), index);
        System.err.printf("%,d deals answer it already and are not told%n", known);
        return 0;
      } catch (QueryException e) {
        throw new UserException(SearchCommand.pointed(words, e), e);
      } catch (IllegalArgumentException e) {
        throw new UserException(String.valueOf(e.getMessage()), e);
      }
    }
  }

  @Command(name = "list", description = "Prints the alerts.", mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      List<Alert> alerts = new Alerts(home.home().alerts()).all();
      for (Alert alert : alerts) {
        System.out.println(
            alert.name()
                + "\t"
                + alert.query()
                + (alert.webhook() == null ? "" : "\t" + alert.webhook()));
      }
      return alerts.isEmpty() ? 1 : 0;
    }
  }

  @Command(name = "remove", description = "Forgets an alert.", mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The alert.")
    private String name = "";

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      if (new Alerts(home.home().alerts()).remove(name)) return 0;
      throw new UserException("no alert " + name);
    }
  }

  @Command(
      name = "run",
      description = {
        "Prints what is new or has changed since the last run, one JSON object a line,",
        "and posts it to the alerts' webhooks."
      },
      mixinStandardHelpOptions = true)
  static final class Run implements Callable<Integer> {
    @Mixin private HomeOption home = new HomeOption();

    @Option(
        names = "--atom",
        paramLabel = "DIR",
        description = "Also write an Atom feed NAME.atom for each alert there.")
    private @Nullable Path feeds;

    @Option(
        names = "--allow-private-network",
        description = "Webhooks may be in a private network or on this machine.")
    private boolean allowPrivate;

    @Override
    public Integer call() throws IOException {
      var alerts = new Alerts(home.home().alerts());
      boolean told = false;
      boolean failed = false;
      try (DealIndex index = home.home().openReadOnly();
          Webhook webhook = new Webhook(allowPrivate)) {
        for (Alert alert : alerts.all()) {
          try {
            for (Event event : alerts.check(alert, index)) {
              System.out.println(event.json().write());
              told = true;
            }
            if (feeds != null) feed(alerts, alert, feeds);
            alerts.send(alert, webhook);
          } catch (QueryException e) {
            System.err.println("milliard: alert " + alert.name() + ": " + e.getMessage());
            failed = true;
          } catch (IOException e) {
            System.err.println("milliard: alert " + alert.name() + ": " + e.getMessage());
            failed = true;
          }
        }
      }
      return failed ? 2 : told ? 0 : 1;
    }

    private static void feed(Alerts alerts, Alert alert, Path folder) throws IOException {
      Files.createDirectories(folder);
      Path part = folder.resolve(alert.name() + ".atom.part");
      try (OutputStream out = Files.newOutputStream(part)) {
        alerts.feed(alert, out);
      }
      Files.move(
          part,
          folder.resolve(alert.name() + ".atom"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
