package milliard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import milliard.json.Json;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.text.Language;
import milliard.text.Pack;
import org.junit.jupiter.api.Test;

/** The interface says the same in each language, and has a text for all that the page asks for. */
class InterfaceWordsTest {
  private static final Pattern GAP = Pattern.compile("\\{\\w+}");
  private static final Pattern ASKED =
      Pattern.compile("\\bt\\(\"([\\w.-]+)\"|data-text=\"([\\w.-]+)\"");

  private static Map<Language, Map<String, String>> all() throws Exception {
    Map<Language, Map<String, String>> all =
        new TreeMap<>(java.util.Comparator.comparing(Language::code));
    for (Language language : Pack.languages()) {
      var text = Pack.of(language).text("interface.json");
      if (text.isEmpty()) continue;
      Map<String, String> words = new TreeMap<>();
      if (Json.read(text.get()) instanceof Json.Obj(var members)) {
        members.forEach((key, value) -> words.put(key, value.asString().orElseThrow()));
      }
      all.put(language, words);
    }
    return all;
  }

  @Test
  void eachLanguageHasTheSameTextsWithTheSameGaps() throws Exception {
    var all = all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(2);
    Map<String, String> first = all.values().iterator().next();
    all.forEach((language, words) -> {
      assertThat(words.keySet()).as("keys of %s", language).isEqualTo(first.keySet());
      words.forEach((key, text) -> {
        assertThat(text).as("%s of %s", key, language).isNotBlank();
        assertThat(gaps(text)).as("%s of %s", key, language).isEqualTo(gaps(first.get(key)));
      });
    });
  }

  private static List<String> gaps(String text) {
    return GAP.matcher(text).results().map(r -> r.group()).sorted().toList();
  }

  @Test
  void whatThePageAsksForIsThere() throws Exception {
    List<String> asked = new ArrayList<>();
    for (String name :
        List.of(
            "app.js",
            "cards.js",
            "charts.js",
            "format.js",
            "search.js",
            "views.js",
            "index.html")) {
      try (InputStream in = Pages.class.getResourceAsStream("page/" + name)) {
        String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        ASKED
            .matcher(source)
            .results()
            .forEach(r -> asked.add(r.group(1) != null ? r.group(1) : r.group(2)));
      }
    }
    assertThat(asked).hasSizeGreaterThan(80);
    for (DealType type : DealType.values()) {
      asked.add("type." + type.id());
      asked.add("link." + type.id());
    }
    for (Status status : Status.values()) asked.add("status." + status.id());
    for (Role role : Role.values()) asked.add("role." + role.id());
    all()
        .forEach((language, words) ->
            assertThat(words.keySet()).as("%s", language).containsAll(new TreeSet<>(asked)));
  }
}
