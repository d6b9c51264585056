package milliard.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request: known by name, given once, of the right form. */
final class Parameters {
  private final Context ctx;

  private Parameters(Context ctx) {
    this.ctx = ctx;
  }

  /** Of a request that may have these. */
  static Parameters of(Context ctx, String... names) throws Problem {
    Set<String> known = new TreeSet<>(Arrays.asList(names));
    for (var entry : ctx.queryParamMap().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw Problem.badRequest(
            "parameter '" + entry.getKey() + "': expected " + String.join(", ", known));
      }
      if (entry.getValue().size() > 1) {
        throw Problem.badRequest("parameter '" + entry.getKey() + "' stands twice");
      }
    }
    return new Parameters(ctx);
  }

  /** A text; null = not there or empty. */
  @Nullable String text(String name) {
    String value = ctx.queryParam(name);
    return value == null || value.isEmpty() ? null : value;
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  String required(String name) throws Problem {
    String value = text(name);
    if (value == null) throw Problem.badRequest("parameter '" + name + "': expected one");
    return value;
  }

  int number(String name, int otherwise, int low, int high) throws Problem {
    String value = text(name);
    if (value == null) return otherwise;
    try {
      int number = Integer.parseInt(value);
      if (number >= low && number <= high) return number;
    } catch (NumberFormatException e) {
      // told below with the range
    }
    throw Problem.badRequest(
        "parameter '" + name + "': '" + value + "', expected " + low + " to " + high);
  }

  boolean flag(String name, boolean otherwise) throws Problem {
    String value = text(name);
    if (value == null) return otherwise;
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw Problem.badRequest(
              "parameter '" + name + "': '" + value + "', expected true or false");
    };
  }

  <E extends Enum<E>> E choice(String name, E otherwise, List<E> all) throws Problem {
    String value = text(name);
    if (value == null) return otherwise;
    for (E one : all) if (id(one).equals(value)) return one;
    throw Problem.badRequest(
        "parameter '"
            + name
            + "': '"
            + value
            + "', expected "
            + String.join(", ", all.stream().map(Parameters::id).toList()));
  }

  private static String id(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
