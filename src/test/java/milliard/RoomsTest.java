package milliard;

import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rooms: what each may import. A room imports only rooms above it. */
class RoomsTest {
  /** In the order of the data; the façade is the root package itself. */
  private static final List<String> ROOMS =
      List.of(
          "text", "json", "money", "fetch", "article", "company", "mention", "corenlp", "deal",
          "index", "", "http", "cli");

  /** Rooms that must stay usable without what stands above them. */
  private static final Map<String, Set<String>> ALONE =
      Map.of(
          "money", Set.of("text"),
          "fetch", Set.of("text", "json"),
          "article", Set.of("text", "json", "fetch"),
          "company", Set.of("text"));

  /** Each foreign library in its one room. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("edu.stanford.nlp", Set.of("corenlp")),
          Map.entry("morfologik", Set.of("corenlp")),
          Map.entry("ai.onnxruntime", Set.of("corenlp")),
          Map.entry("org.apache.lucene", Set.of("index")),
          Map.entry("org.jsoup", Set.of("article", "fetch")),
          Map.entry("com.carrotsearch", Set.of("article")),
          Map.entry("tools.jackson", Set.of("json")),
          Map.entry("crawlercommons", Set.of("fetch")),
          Map.entry("org.netpreserve.jwarc", Set.of("fetch")),
          Map.entry("okhttp3", Set.of("fetch")),
          Map.entry("okio", Set.of("fetch")),
          Map.entry("kotlin", Set.of("fetch")),
          Map.entry("org.sqlite", Set.of("fetch")),
          Map.entry("org.brotli", Set.of("fetch")),
          Map.entry("com.dynatrace.hash4j", Set.of("fetch", "deal")),
          Map.entry("io.javalin", Set.of("http")),
          Map.entry("org.eclipse.jetty", Set.of("http")),
          Map.entry("jakarta.servlet", Set.of("http")),
          Map.entry("io.prometheus", Set.of("http")),
          Map.entry("picocli", Set.of("cli")),
          Map.entry("com.sun.net.httpserver", Set.of("cli")),
          Map.entry("me.tongfei", Set.of("cli")),
          Map.entry("de.siegmar", Set.of("cli")),
          Map.entry("com.jerolba", Set.of("cli")));

  private static final Set<String> EVERYWHERE =
      Set.of("java.", "javax.", "org.jspecify.", "org.slf4j.");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("milliard");

  static List<String> rooms() {
    return ROOMS;
  }

  @ParameterizedTest(name = "room \"{0}\" imports only rooms above it")
  @MethodSource("rooms")
  void roomImportsOnlyRoomsAbove(String room) {
    Set<String> allowed =
        new TreeSet<>(ALONE.getOrDefault(room, Set.copyOf(ROOMS.subList(0, ROOMS.indexOf(room)))));
    allowed.add(room);
    noClasses()
        .that(in(Set.of(room)))
        .should(
            dependOnClassesThat(
                DescribedPredicate.describe(
                    "are in a room below " + room,
                    c -> c.getPackageName().startsWith("milliard") && !allowed.contains(room(c)))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @ParameterizedTest(name = "room \"{0}\" imports only libraries that live there")
  @MethodSource("rooms")
  void librariesStayInTheirRoom(String room) {
    Set<String> allowed =
        LIBRARIES.entrySet().stream()
            .filter(e -> e.getValue().contains(room))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    classes()
        .that(in(Set.of(room)))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are ours, the JDK's or of " + allowed,
                c -> {
                  String name = c.getBaseComponentType().getName();
                  return c.getBaseComponentType().isPrimitive()
                      || name.startsWith("milliard.")
                      || EVERYWHERE.stream().anyMatch(name::startsWith)
                      || allowed.stream().anyMatch(p -> name.startsWith(p + "."));
                }))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyClassIsInARoomAndEveryRoomIsNullMarked() {
    classes()
        .should()
        .resideInAnyPackage(
            ROOMS.stream()
                .map(r -> r.isEmpty() ? "milliard" : "milliard." + r + "..")
                .toArray(String[]::new))
        .check(CLASSES);
    for (String room : ROOMS) {
      String name = room.isEmpty() ? "milliard" : "milliard." + room;
      org.assertj.core.api.Assertions.assertThat(
              CLASSES.containPackage(name)
                  && CLASSES
                      .getPackage(name)
                      .tryGetAnnotationOfType(org.jspecify.annotations.NullMarked.class)
                      .isPresent())
          .as("package %s is there and @NullMarked", name)
          .isTrue();
    }
  }

  private static DescribedPredicate<JavaClass> in(Set<String> rooms) {
    return DescribedPredicate.describe("in " + rooms, c -> rooms.contains(room(c)));
  }

  private static String room(JavaClass c) {
    String name = c.getPackageName();
    if (name.equals("milliard")) return "";
    String rest = name.substring("milliard.".length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
