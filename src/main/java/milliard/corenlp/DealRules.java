package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a language, from {@code models/<lang>/deals/<type>.rules}. Immutable.
 *
 * <p>A rule is a block of lines: {@code rule NAME}, then {@code verbs:}, {@code nouns:} or {@code
 * phrases:} with triggers between commas, then {@code POSITION: role} lines, {@code status:},
 * {@code flags:}, and examples: {@code + sentence | role=name, …} must match, {@code - sentence}
 * must not.
 */
final class DealRules {
  /** Objects that are no party: the rule needs one of that kind behind its trigger. */
  private static final Set<String> OBJECTS = Set.of("amount", "contract", "round");

  private static final Map<Language, DealRules> LOADED = new ConcurrentHashMap<>();

  private final List<DealRule> rules;
  private final Map<String, List<Entry>> byFirst = new HashMap<>();

  /** A rule with one of its triggers. */
  record Entry(DealRule rule, List<String> trigger) {}

  private DealRules(Language language) {
    List<DealRule> all = new ArrayList<>();
    Pack pack = Pack.of(language);
    for (DealType type : DealType.values()) {
      new Blocks(language, type).read(pack.linesIfPresent("deals/" + type.id() + ".rules"), all);
    }
    rules = List.copyOf(all);
    for (DealRule rule : rules) {
      for (List<String> trigger : rule.triggers()) {
        byFirst
            .computeIfAbsent(trigger.getFirst(), k -> new ArrayList<>())
            .add(new Entry(rule, trigger));
      }
    }
  }

  /** The rules of a language; none where there are no files. */
  static DealRules of(Language language) {
    return LOADED.computeIfAbsent(language, DealRules::new);
  }

  List<DealRule> rules() {
    return rules;
  }

  /** The triggers that begin with this lower-case form or lemma. */
  List<Entry> startingWith(String word) {
    return byFirst.getOrDefault(word, List.of());
  }

  /** Reads the blocks of one file. */
  private static final class Blocks {
    private final Language language;
    private final DealType type;
    private String name = "";
    private DealRule.@Nullable Kind kind;
    private List<List<String>> triggers = new ArrayList<>();
    private Map<String, Role> roles = new LinkedHashMap<>();
    private @Nullable Status status;
    private Set<String> support = new HashSet<>();
    private Set<String> flags = new HashSet<>();
    private List<DealRule.Example> examples = new ArrayList<>();
    private List<Pattern> unless = new ArrayList<>();

    Blocks(Language language, DealType type) {
      this.language = language;
      this.type = type;
    }

    void read(List<Pack.Line> lines, List<DealRule> into) {
      for (Pack.Line line : lines) {
        String text = line.text().strip();
        if (text.startsWith("rule ")) {
          end(into, line);
          name = text.substring(5).strip();
        } else if (text.startsWith("+ ") || text.startsWith("- ")) {
          examples.add(example(text));
        } else {
          setting(text, line);
        }
      }
      if (!lines.isEmpty()) end(into, lines.getLast());
    }

    private void setting(String text, Pack.Line line) {
      int colon = text.indexOf(':');
      if (colon < 0) throw line.error("expected 'key: value', 'rule NAME' or an example");
      String key = text.substring(0, colon).strip();
      String value = text.substring(colon + 1).strip();
      switch (key) {
        case "verbs", "nouns", "phrases" -> {
          kind = DealRule.Kind.valueOf(key.substring(0, key.length() - 1).toUpperCase(Locale.ROOT));
          for (String trigger : value.split(",")) {
            if (!trigger.isBlank()) triggers.add(Grammar.of(language).tokens(trigger));
          }
        }
        case "status" -> status = Status.valueOf(value.toUpperCase(Locale.ROOT));
        case "support" -> {
          for (String verb : value.split(",")) support.add(verb.strip());
        }
        case "flags" -> flags.addAll(List.of(value.split("[, ]+")));
        case "unless" -> unless.add(Pattern.compile(value));
        default -> {
          if (OBJECTS.contains(value)) {
            flags.add("object-" + value);
            return;
          }
          Role role = Role.valueOf(value.toUpperCase(Locale.ROOT));
          if (!type.roles().contains(role)) throw line.error(type.id() + " has no role " + value);
          roles.put(key, role);
        }
      }
    }

    private static DealRule.Example example(String text) {
      int bar = text.indexOf(" | ");
      String sentence = (bar < 0 ? text : text.substring(0, bar)).substring(2).strip();
      Map<String, String> expected = new LinkedHashMap<>();
      if (bar >= 0) {
        for (String pair : text.substring(bar + 3).split(";")) {
          String[] sides = pair.strip().split("=", 2);
          if (sides.length == 2) expected.put(sides[0].strip(), sides[1].strip());
        }
      }
      return new DealRule.Example(text.startsWith("+"), sentence, expected);
    }

    private void end(List<DealRule> into, Pack.Line line) {
      if (kind != null) {
        if (name.isEmpty() || triggers.isEmpty())
          throw line.error("a rule without name or trigger");
        into.add(
            new DealRule(
                language.code() + "/" + type.id() + "/" + name,
                type,
                kind,
                triggers,
                roles,
                support,
                status,
                flags,
                unless,
                examples));
      }
      name = "";
      kind = null;
      triggers = new ArrayList<>();
      roles = new LinkedHashMap<>();
      status = null;
      support = new HashSet<>();
      flags = new HashSet<>();
      examples = new ArrayList<>();
      unless = new ArrayList<>();
    }
  }
}
