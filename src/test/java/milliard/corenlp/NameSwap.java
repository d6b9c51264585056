package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import milliard.company.Companies;
import milliard.company.Company;
import milliard.mention.EntityType;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;

/**
 * Puts other names in the place of a text's names, the same for the same, so that a model learns
 * the words around names and not the names.
 */
final class NameSwap {
  private static final String[] SYLLABLES =
      ("ba be bi bo ca ce ci co da de di do fa fi fo ga go ka ki ko la le li lo lu ma me mi mo mu"
           + " na ne ni no nu pa pe pi po qua ra re ri ro sa se si so ta te ti to tra ul um va ve"
           + " vi vo xa ya zo za al an ar en er ex in is ol on or op ys qui sto pra blu gri cle"
           + " fle")
          .split(" ");

  private final Random random;
  private final boolean general;
  private final List<String> firstNames;
  private final List<String> surnames;
  private final List<String> companies = new ArrayList<>();
  private final List<String> commonWords;
  private final List<String> places = new ArrayList<>();
  private final NameLists lists;

  /**
   * Swaps names.
   *
   * @param general whether the texts are of all kinds, where half of the bodies keep their names
   */
  NameSwap(Language language, Random random, boolean general) {
    this.random = random;
    this.general = general;
    lists = NameLists.of(language);
    firstNames = words(Pack.of(language), "first_names.txt");
    surnames = words(Pack.common(), "surnames.txt");
    commonWords =
        words(Pack.of(language), "common_words.txt").stream().filter(w -> w.length() > 3).toList();
    for (Company company : Companies.common().all()) {
      companies.add(company.name());
      companies.addAll(company.aliases());
    }
    for (Pack.Line line : Pack.common().lines("places.tsv")) {
      List<String> cells = line.cells(3);
      if (cells.get(2).matches("city|country")) {
        places.add(cells.get(language.equals(Language.FRENCH) ? 0 : 1));
      }
    }
  }

  private static List<String> words(Pack pack, String file) {
    return pack.linesIfPresent(file).stream().map(Pack.Line::text).toList();
  }

  NameGold swap(NameGold gold) {
    Map<String, String> words = new HashMap<>();
    Map<String, String> wholes = new HashMap<>();
    StringBuilder text = new StringBuilder();
    List<NameGold.Mark> names = new ArrayList<>();
    int end = 0;
    for (NameGold.Mark mark : gold.names()) {
      text.append(gold.text(), end, mark.span().start());
      String name = mark.span().in(gold.text());
      String other =
          switch (mark.type()) {
            case ORG -> wholes.computeIfAbsent("o" + name, n -> organization(gold, name, words));
            case PER -> person(name, words);
            case LOC -> wholes.computeIfAbsent("l" + name, n -> place(name));
            case MISC -> wholes.computeIfAbsent("m" + name, n -> thing(name));
          };
      int start = text.length();
      text.append(other);
      names.add(new NameGold.Mark(mark.type(), new Span(start, text.length())));
      end = mark.span().end();
    }
    text.append(gold.text().substring(end));
    return new NameGold(gold.id() + "~", text.toString(), names);
  }

  private String organization(NameGold gold, String name, Map<String, String> words) {
    boolean shares = false;
    for (NameGold.Mark mark : gold.names()) {
      String other = mark.span().in(gold.text());
      if (mark.type() != EntityType.ORG || other.equals(name)) continue;
      for (String word : other.split("\\s+")) shares |= List.of(name.split("\\s+")).contains(word);
    }
    boolean telling = false;
    for (String word : name.split("\\s+")) {
      telling |= lists.cues(word.toLowerCase(java.util.Locale.ROOT)).contains("org-word");
      telling |= lists.isLegalForm(word);
    }
    int dice = random.nextInt(10);
    if (general && dice < 5) return name;
    if (!shares && !telling && dice < 4 && !companies.isEmpty()) return like(name, companies);
    if (telling && dice < 3) return name;
    StringBuilder other = new StringBuilder();
    for (String word : name.split("(?<=\\s)|(?=\\s)")) {
      boolean keep =
          word.isBlank()
              || !Character.isUpperCase(word.charAt(0))
              || lists.cues(word.toLowerCase(java.util.Locale.ROOT)).contains("org-word")
              || lists.isLegalForm(word);
      other.append(keep ? word : words.computeIfAbsent("o" + word, w -> invent(word)));
    }
    return other.toString();
  }

  /** A title of other words, in four of ten. */
  private String thing(String name) {
    if (random.nextInt(10) < 6 || lists.lists(name).contains("product")) return name;
    StringBuilder other = new StringBuilder();
    for (String word : name.split("(?<=\\s)|(?=\\s)")) {
      boolean keep = word.length() < 4 || !Character.isUpperCase(word.charAt(0));
      other.append(keep ? word : capital(like(word, commonWords)));
    }
    return other.toString();
  }

  private String person(String name, Map<String, String> words) {
    String[] parts = name.split(" ");
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      boolean first = i == 0 && (parts.length > 1 || lists.isFirstName(part));
      boolean keep = !Character.isUpperCase(part.charAt(0)) || part.endsWith(".");
      if (i > 0) other.append(' ');
      other.append(keep ? part : words.computeIfAbsent("p" + part, w -> personWord(part, first)));
    }
    return other.toString();
  }

  private String personWord(String old, boolean first) {
    if (random.nextInt(4) > 0) return like(old, first ? firstNames : surnames);
    String word;
    do word = capital(syllables(2 + random.nextInt(2)));
    while (vowel(word) != vowel(old));
    return word;
  }

  private String place(String name) {
    int dice = random.nextInt(6);
    if (name.contains(" ") || dice > 2) return name;
    return dice > 0 ? like(name, places) : personWord(name, false);
  }

  /** One of the pool that begins with a vowel where the old one does: elisions stay right. */
  private String like(String name, List<String> pool) {
    for (int i = 0; i < 40; i++) {
      String other = pool.get(random.nextInt(pool.size()));
      if (vowel(other) == vowel(name)) return other;
    }
    return name;
  }

  private static boolean vowel(String word) {
    return "aeiouyhéèêàâîôû".indexOf(Character.toLowerCase(word.charAt(0))) >= 0;
  }

  private String invent(String old) {
    String word;
    do {
      int dice = random.nextInt(20);
      if (dice < 10) word = capital(syllables(2 + random.nextInt(2)));
      else if (dice < 13) word = capital(syllables(2)) + capital(syllables(1 + random.nextInt(2)));
      else if (dice == 13)
        word = capital(syllables(2)) + "." + pick("ai", "io", "com", "co", "tech");
      else if (dice == 14) word = syllables(2).substring(0, 3).toUpperCase(java.util.Locale.ROOT);
      else if (dice == 15) word = capital(syllables(2)) + (1 + random.nextInt(60));
      else if (dice < (general ? 16 : 18))
        word = capital(commonWords.get(random.nextInt(commonWords.size())));
      else if (dice == 18) word = capital(firstNames.get(random.nextInt(firstNames.size())));
      else word = capital(syllables(3));
    } while (vowel(word) != vowel(old));
    return word;
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String syllables(int n) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < n; i++) word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    if (random.nextInt(2) == 0) word.append(pick("n", "x", "r", "s", "l", "ly", "io", "eo", "ia"));
    return word.length() < 3 ? word.append("nox").toString() : word.toString();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
