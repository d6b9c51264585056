package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes on each word of a document the clues for the name model: its form, what the stock CRFs
 * say, the lists, the words around it, and what the rest of the document tells of it. The same code
 * serves training and reading.
 */
final class NameClues {
  private static final int BRACKET = 30;
  private static final int DEFINITION = 9;

  /** Words of business news that a text of it has at least, and how many of its words they are. */
  private static final int BUSINESS_WORDS = 2;

  private static final double BUSINESS_SHARE = 0.01;

  private final NameLists lists;
  private final Predicate<String> hidden;
  private final Map<String, Set<String>> told = new HashMap<>();
  private final int business;

  private NameClues(Document document, NameLists lists, Predicate<String> hidden) {
    this.lists = lists;
    business = business(document, lists);
    this.hidden = hidden;
  }

  /**
   * The words of each sentence with their clues, ready for the CRF.
   *
   * @param hidden listed names to treat as unknown (in training)
   */
  static List<List<CoreLabel>> of(Document document, NameLists lists, Predicate<String> hidden) {
    NameClues clues = new NameClues(document, lists, hidden);
    List<Line> lines = new ArrayList<>();
    for (Sentence sentence : document.sentences()) lines.add(clues.new Line(sentence));
    for (Line line : lines) line.tell();
    List<List<CoreLabel>> labels = new ArrayList<>();
    for (Line line : lines) labels.add(line.labels());
    return labels;
  }

  /** Whether the document is anything but business news. */
  static boolean isGeneral(Document document, NameLists lists) {
    int words = 0;
    int business = 0;
    for (Sentence sentence : document.sentences()) {
      words += sentence.words().size();
      business += business(sentence, lists);
    }
    return business < BUSINESS_WORDS || business < BUSINESS_SHARE * words;
  }

  /** How far the document is business news: 0 not at all, to 3. */
  static int business(Document document, NameLists lists) {
    int words = 0;
    int business = 0;
    for (Sentence sentence : document.sentences()) {
      words += sentence.words().size();
      business += business(sentence, lists);
    }
    if (business == 0) return 0;
    double share = (double) business / words;
    return share < 0.02 ? 1 : share < 0.05 ? 2 : 3;
  }

  /** How many of its words belong to business news. */
  private static int business(Sentence sentence, NameLists lists) {
    return (int) sentence.words().stream().filter(w -> lists.isBusinessWord(w.lower())).count();
  }

  private boolean isFirstName(String word) {
    return lists.isFirstName(word) && !hidden.test(word);
  }

  private boolean isSurname(String word) {
    return lists.isSurname(word) && !hidden.test(word);
  }

  /** One sentence while its clues are gathered. */
  private final class Line {
    final List<Word> words;
    final int size;
    final boolean headline;
    final boolean titleCase;
    final boolean allCaps;
    final int business;
    final List<Set<String>> listed;
    final int[] runStart;
    final int[] runEnd;

    Line(Sentence sentence) {
      words = sentence.words();
      size = words.size();
      headline = sentence.headline();
      int long_ = 0;
      int capitals = 0;
      int upper = 0;
      for (Word word : words) {
        if (word.surface().length() < 4 || !word.isLetters()) continue;
        long_++;
        if (Character.isUpperCase(word.surface().charAt(0))) capitals++;
        if (word.surface().equals(word.surface().toUpperCase(java.util.Locale.ROOT))) upper++;
      }
      business = NameClues.business(sentence, lists);
      titleCase = long_ >= 4 && capitals >= 0.7 * long_;
      allCaps = long_ >= 4 && upper >= 0.8 * long_;
      listed = listed(sentence);
      runStart = new int[size];
      runEnd = new int[size];
      runs();
    }

    /** For each word, what lists say of it, with its place in the listed name. */
    private List<Set<String>> listed(Sentence sentence) {
      List<Set<String>> found = new ArrayList<>();
      for (int i = 0; i < size; i++) found.add(new LinkedHashSet<>(2));
      for (int i = 0; i < size; i++) {
        if (!lists.begins(words.get(i).surface())) continue;
        int longest = 0;
        for (int end = Math.min(size, i + NameLists.PHRASE_WORDS); end > i; end--) {
          String surface = surface(i, end);
          Set<String> names = allCaps ? lists.listsIgnoringCase(surface) : lists.lists(surface);
          if (names.isEmpty() || hidden.test(surface)) continue;
          if (end - i < longest) continue;
          longest = Math.max(longest, end - i);
          for (String list : names) {
            for (int k = i; k < end; k++) {
              String place = end - i == 1 ? "S" : k == i ? "B" : k == end - 1 ? "E" : "I";
              found.get(k).add(list + place);
            }
          }
        }
      }
      return found;
    }

    private String surface(int first, int end) {
      StringBuilder surface = new StringBuilder();
      for (int i = first; i < end; i++) {
        if (i > first && words.get(i - 1).span().end() < words.get(i).span().start()) {
          surface.append(' ');
        }
        surface.append(words.get(i).surface());
      }
      return surface.toString();
    }

    /** Runs of words that look like one name. */
    private void runs() {
      for (int i = 0; i < size; ) {
        int end = i + 1;
        if (isNameLike(i)) while (end < size && (isNameLike(end) || joins(end))) end++;
        for (int k = i; k < end; k++) {
          runStart[k] = i;
          runEnd[k] = end;
        }
        i = end;
      }
    }

    private boolean isNameLike(int i) {
      Word word = words.get(i);
      if (!word.isCapitalized()) return false;
      List<String> cues = lists.cues(word.lower());
      if (cues.contains("title") || cues.contains("calendar")) return false;
      boolean first = i == 0 || isStop(words.get(i - 1)) && i < 3;
      return !((titleCase || first) && lists.isCommonWord(word.lower()) && listed.get(i).isEmpty());
    }

    /** Whether the word joins two parts of a name: {@code &}, a hyphen, a number behind a name. */
    private boolean joins(int i) {
      String word = words.get(i).surface();
      boolean inner = i + 1 < size && isNameLike(i + 1);
      return inner && (word.equals("&") || word.equals("-") || word.equals("+"))
          || Character.isDigit(word.charAt(0)) && word.length() < 5;
    }

    /** Adds what this sentence tells of its words to what the document knows. */
    void tell() {
      for (int i = 0; i < size; i++) {
        Word word = words.get(i);
        if (!word.isLetters()) continue;
        Set<String> facts = told.computeIfAbsent(word.lower(), w -> new TreeSet<>());
        if (!word.isCapitalized()) {
          facts.add("small");
          continue;
        }
        if (i > 0 && !titleCase) facts.add("cap");
        for (int m = 0; m < word.labels().size(); m++) {
          if (!word.labels().get(m).equals("O")) facts.add("crf" + m + word.labels().get(m));
        }
        for (String clue : beside(i)) facts.add(clue);
        if (runStart[i] < i && isFirstName(words.get(runStart[i]).lower()))
          facts.add("behindFirst");
        for (int k = i; k < runEnd[i]; k++) {
          if (k > i && lists.isLegalForm(words.get(k).lower())) facts.add("legal");
        }
      }
    }

    /** The cue words on both sides of the run that this word is in. */
    private Set<String> beside(int i) {
      Set<String> clues = new HashSet<>();
      int start = runStart[i];
      int end = runEnd[i];
      for (int k = start - 1, seen = 0; k >= 0 && seen < 4; k--, seen++) {
        Word word = words.get(k);
        if (isStop(word) && !isQuote(word)) break;
        if (word.isCapitalized() && k != 0) break;
        boolean any = false;
        for (String cue : cues(word)) {
          clues.add("L" + (seen < 2 ? "" : "~") + cue);
          any = true;
        }
        if (any) break;
      }
      boolean comma = false;
      for (int k = end, seen = 0; k < size && seen < 5; k++, seen++) {
        Word word = words.get(k);
        if (seen == 0 && (word.surface().equals(",") || word.surface().equals("("))) {
          comma = true;
          continue;
        }
        if (isStop(word) && !isQuote(word) || word.isCapitalized()) break;
        boolean any = false;
        for (String cue : cues(word)) {
          clues.add("R" + (comma ? "," : "") + cue);
          any = true;
        }
        if (any) break;
      }
      String kind = definition(end);
      if (kind != null) clues.add("is" + kind);
      return clues;
    }

    /** What a name that ends here is said to be: "X (born 1901) was a Polish playwright". */
    private @Nullable String definition(int end) {
      int k = end;
      if (k < size && words.get(k).surface().equals("(")) {
        int close = k;
        while (close < size && close < k + BRACKET && !words.get(close).surface().equals(")")) {
          close++;
        }
        k = close + 1;
      }
      if (k >= size || !cues(words.get(k)).contains("copula")) return null;
      for (int seen = 1; seen < DEFINITION && k + seen < size; seen++) {
        Word word = words.get(k + seen);
        if (isStop(word) && !isQuote(word)) return null;
        if (word.isCapitalized()) continue;
        for (String cue : cues(word)) if (cue.endsWith("-noun")) return cue;
      }
      return null;
    }

    private List<String> cues(Word word) {
      List<String> cues = lists.cues(word.lemma());
      return cues.isEmpty() ? lists.cues(word.lower()) : cues;
    }

    private static boolean isStop(Word word) {
      return !Character.isLetterOrDigit(word.surface().charAt(0)) && !word.surface().equals("-");
    }

    private static boolean isQuote(Word word) {
      return "\"«»“”'`‘".indexOf(word.surface().charAt(0)) >= 0;
    }

    private String lower(int i) {
      return i < 0 ? "^" : i >= size ? "$" : words.get(i).lower();
    }

    private String lemma(int i) {
      return i < 0 ? "^" : i >= size ? "$" : words.get(i).lemma();
    }

    private String tag(int i) {
      return i < 0 ? "^" : i >= size ? "$" : words.get(i).tag();
    }

    private String shape(int i) {
      return i < 0 ? "^" : i >= size ? "$" : words.get(i).shape();
    }

    List<CoreLabel> labels() {
      List<CoreLabel> labels = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Word word = words.get(i);
        CoreLabel label = new CoreLabel();
        label.setWord(word.surface());
        label.setBeginPosition(word.span().start());
        label.setEndPosition(word.span().end());
        label.set(NameFeatures.Clues.class, clues(i));
        label.set(NameFeatures.StepClues.class, stepClues(i));
        labels.add(label);
      }
      return labels;
    }

    private List<String> clues(int i) {
      List<String> clues = new ArrayList<>(80);
      Word word = words.get(i);
      String shape = word.shape();
      boolean cap = word.isCapitalized();
      clues.add("w=" + word.lower());
      clues.add("s=" + shape);
      clues.add("t=" + word.tag());
      clues.add("l=" + word.lemma());
      clues.add("w-1=" + lower(i - 1));
      clues.add("w+1=" + lower(i + 1));
      clues.add("w-2=" + lower(i - 2));
      clues.add("w+2=" + lower(i + 2));
      clues.add("t-1=" + tag(i - 1));
      clues.add("t+1=" + tag(i + 1));
      clues.add("s-1s=" + shape(i - 1) + "_" + shape);
      clues.add("ss+1=" + shape + "_" + shape(i + 1));
      clues.add("t-1t=" + tag(i - 1) + "_" + word.tag());
      if (word.lower().length() > 3) {
        clues.add("p3=" + word.lower().substring(0, 3));
        clues.add("e3=" + word.lower().substring(word.lower().length() - 3));
        clues.add("e2=" + word.lower().substring(word.lower().length() - 2));
      }
      String place = i == 0 ? "^" : titleCase ? "T" : headline ? "H" : "";
      if (cap) clues.add("cap" + place);
      stock(i, clues);
      single(i, cap, clues);
      for (String list : listed.get(i)) {
        clues.add("g=" + list);
        if (cap) clues.add("gs=" + list + shape);
        clues.add("gt=" + list + word.tag());
      }
      if (listed.get(i).isEmpty() && cap) clues.add("g=none" + place);
      if (i > 0) for (String list : listed.get(i - 1)) clues.add("g-1=" + list);
      if (i + 1 < size) for (String list : listed.get(i + 1)) clues.add("g+1=" + list);
      for (String cue : cues(word)) clues.add((cap ? "cueC=" : "cue=") + cue);
      if (cap || !listed.get(i).isEmpty() || Character.isDigit(word.surface().charAt(0))) {
        run(i, clues);
        fromDocument(i, clues);
      }
      return clues;
    }

    private void stock(int i, List<String> clues) {
      Word word = words.get(i);
      String subject = "|" + NameClues.this.business + Math.min(business, 1);
      for (int m = 0; m < word.labels().size(); m++) {
        String label = word.labels().get(m);
        String before = i == 0 ? "^" : words.get(i - 1).labels().get(m);
        String after = i + 1 == size ? "$" : words.get(i + 1).labels().get(m);
        clues.add("n" + m + "=" + label);
        clues.add("n-" + m + "=" + before + label);
        clues.add("n+" + m + "=" + label + after);
      }
      for (int m = 0; m < word.answers().size(); m++) {
        NameCrf.Answer answer = word.answers().get(m);
        for (String degree : answer.degrees()) {
          clues.add("q" + m + degree);
          clues.add("q" + m + degree + subject);
        }
        if (answer.wordClass() != null && m == 0) {
          clues.add("k=" + answer.wordClass());
          clues.add("k-1=" + wordClass(i - 1));
          clues.add("k+1=" + wordClass(i + 1));
        }
      }
      String all = String.join("", word.labels());
      if (word.labels().size() > 1) clues.add("nn=" + all);
      if (word.isCapitalized()) {
        String list = listed.get(i).isEmpty() ? "none" : listed.get(i).iterator().next();
        clues.add("ng=" + all + list);
        clues.add("nl=" + all + lower(i - 1));
        String common = lists.isCommonWord(word.lower()) ? "c" : "r";
        clues.add("nb=" + all + subject);
        clues.add("nb=" + all + common + "|" + NameClues.this.business);
        clues.add("cb=" + common + (i == 0 ? "^" : "") + subject);
        clues.add("gb=" + list + subject);
        clues.add(
            "nc=" + all + (lists.isCommonWord(word.lower()) ? "c" : "r") + (i == 0 ? "^" : ""));
      }
    }

    private String wordClass(int i) {
      if (i < 0 || i >= size) return "^";
      return String.valueOf(words.get(i).answers().getFirst().wordClass());
    }

    /** Lists of single words. */
    private void single(int i, boolean cap, List<String> clues) {
      String lower = words.get(i).lower();
      if (lists.isCommonWord(lower)) clues.add(cap ? i == 0 ? "common^" : "commonC" : "common");
      else if (cap) clues.add("rare");
      if (!cap) return;
      if (isFirstName(lower)) {
        clues.add("first");
        if (i + 1 < size && words.get(i + 1).isCapitalized()) {
          clues.add(isSurname(lower(i + 1)) ? "first+sur" : "first+cap");
        }
      }
      if (isSurname(lower)) clues.add("sur");
      if (i > 0 && words.get(i - 1).isCapitalized()) {
        if (isFirstName(lower(i - 1)))
          clues.add(isSurname(lower) ? "behindFirst+sur" : "behindFirst");
      }
      if (lists.isLegalForm(lower)) clues.add("legal");
      if (i + 1 < size && lists.isLegalForm(lower(i + 1)) && words.get(i + 1).isCapitalized()) {
        clues.add("legal+1");
      }
    }

    /** What surrounds the run of capitals and what is in it. */
    private void run(int i, List<String> clues) {
      int start = runStart[i];
      int end = runEnd[i];
      String length = String.valueOf(Math.min(4, end - start));
      String place = i == start ? i == end - 1 ? "S" : "B" : i == end - 1 ? "E" : "I";
      clues.add("run" + length + place);
      clues.add("L1=" + lower(start - 1));
      clues.add("R1=" + lower(end));
      clues.add("L2=" + lower(start - 2) + "_" + lower(start - 1));
      clues.add("R2=" + lower(end) + "_" + lower(end + 1));
      clues.add("Ll=" + lemma(start - 2));
      clues.add("Rl=" + lemma(end + 1));
      clues.add("LtRt=" + tag(start - 1) + tag(end));
      clues.add("LwRw=" + lower(start - 1) + "_" + lower(end));
      if (words.get(i).answers().getFirst().wordClass() != null) {
        clues.add("kL=" + wordClass(start - 1));
        clues.add("kR=" + wordClass(end));
      }
      ends(i, start, end, clues);
      Set<String> beside = beside(i);
      for (String clue : beside) {
        clues.add("c=" + clue);
        clues.add("c" + place + "=" + clue);
      }
      for (int k = start; k < end; k++) {
        if (k == i) continue;
        for (String cue : cues(words.get(k))) {
          if (cue.endsWith("-word")) clues.add((k < i ? "in<" : "in>") + cue);
        }
        if (lists.isLegalForm(lower(k))) clues.add("inLegal");
      }
      if (end - start > 1 && isFirstName(lower(start))) {
        clues.add("runFirst" + length + (isSurname(lower(end - 1)) ? "sur" : ""));
      }
      if (start > 0 && end < size && isQuote(words.get(start - 1)) && isQuote(words.get(end))) {
        clues.add("quoted");
      }
      neighbour(start - 2, start - 1, -1, clues);
      neighbour(end + 1, end, 1, clues);
      if (titleCase) clues.add("T" + (lists.isCommonWord(lower(i)) ? "common" : "rare") + place);
    }

    /** The first and last words of the run, and of the run that "of" joins to it. */
    private void ends(int i, int start, int end, List<String> clues) {
      String place = i == start ? i == end - 1 ? "S" : "B" : i == end - 1 ? "E" : "I";
      for (int m = 0; m < words.get(i).labels().size(); m++) {
        String first = words.get(start).labels().get(m);
        clues.add("rn" + m + "=" + first + words.get(end - 1).labels().get(m) + place);
      }
      if (end - start > 1) {
        clues.add("rf=" + lower(start));
        clues.add("rl=" + lower(end - 1));
        clues.add("rk=" + wordClass(end - 1));
      }
      if (end + 1 < size && lists.isJoining(lower(end)) && words.get(end + 1).isCapitalized()) {
        clues.add("of>" + lower(end - 1));
      }
      for (int of = start - 1; of > 0 && of >= start - 2; of--) {
        if (lists.isJoining(lower(of)) && words.get(of - 1).isCapitalized())
          clues.add("of<" + lower(of - 1));
      }
    }

    /** What the name before or behind is, where the two are enumerated. */
    private void neighbour(int at, int separator, int step, List<String> clues) {
      if (at < 0 || at >= size || separator < 0 || separator >= size) return;
      Word between = words.get(separator);
      boolean enumerated =
          between.surface().equals(",")
              || between.tag().equals("CC")
              || between.tag().equals("CCONJ");
      if (!enumerated || !words.get(at).isCapitalized()) return;
      String side = step < 0 ? "EL=" : "ER=";
      for (String list : listed.get(at)) clues.add(side + list.substring(0, list.length() - 1));
      for (int k = runStart[at]; k < runEnd[at]; k++) {
        for (String cue : cues(words.get(k))) if (cue.endsWith("-word")) clues.add(side + cue);
      }
      for (String label : words.get(at).labels()) clues.add(side + label);
      for (String clue : beside(at)) clues.add(side + clue);
    }

    private void fromDocument(int i, List<String> clues) {
      Set<String> facts = told.getOrDefault(words.get(i).lower(), Set.of());
      Set<String> here = beside(i);
      for (String fact : facts) if (!here.contains(fact)) clues.add("d=" + fact);
      if (facts.contains("small") && !facts.contains("cap")) clues.add("d=onlySmall");
    }

    private List<String> stepClues(int i) {
      List<String> clues = new ArrayList<>(8);
      Word word = words.get(i);
      clues.add(
          "S"
              + (word.isCapitalized() ? "1" : "0")
              + (i > 0 && words.get(i - 1).isCapitalized() ? "1" : "0"));
      clues.add("Ss=" + shape(i - 1) + "_" + word.shape());
      if (!word.isCapitalized()) clues.add("Sw=" + word.lower());
      if (i > 0 && !words.get(i - 1).isCapitalized()) clues.add("Sw-1=" + lower(i - 1));
      if (!word.labels().isEmpty() && i > 0) {
        clues.add("Sn=" + words.get(i - 1).labels().getFirst() + word.labels().getFirst());
      }
      boolean inside = false;
      for (String list : listed.get(i)) inside |= list.endsWith("I") || list.endsWith("E");
      if (inside) clues.add("Sg");
      for (String cue : cues(word))
        if (word.isCapitalized() && cue.endsWith("-word")) clues.add("Sc=" + cue);
      return clues;
    }
  }
}
