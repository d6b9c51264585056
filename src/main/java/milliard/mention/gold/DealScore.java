package milliard.mention.gold;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Precision, recall and F1 of deals against gold, over any number of articles.
 *
 * <p>A read deal is <em>right</em> if a gold deal of its type has the same parties in every
 * obligatory role (no more, no fewer). Roles are scored name by name; amount, status, date and main
 * only over deals that were paired with a gold deal. Not for threads.
 */
public final class DealScore {
  private static final Map<DealType, List<Role>> OBLIGATORY = new EnumMap<>(DealType.class);

  static {
    OBLIGATORY.put(DealType.CONTRACT, List.of(Role.CUSTOMER, Role.PROVIDER));
    OBLIGATORY.put(DealType.ACQUISITION, List.of(Role.ACQUIRER, Role.TARGET));
    OBLIGATORY.put(DealType.MERGER, List.of(Role.PARTY));
    OBLIGATORY.put(DealType.FUNDING, List.of(Role.COMPANY));
    OBLIGATORY.put(DealType.INVESTMENT, List.of(Role.INVESTOR, Role.RECIPIENT));
    OBLIGATORY.put(DealType.PARTNERSHIP, List.of(Role.PARTNER));
    OBLIGATORY.put(DealType.JOINT_VENTURE, List.of(Role.PARTNER));
    OBLIGATORY.put(DealType.IPO, List.of(Role.ISSUER));
    OBLIGATORY.put(DealType.DEBT, List.of(Role.BORROWER));
    OBLIGATORY.put(DealType.LEGAL, List.of(Role.DEFENDANT));
  }

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();

  /**
   * Counts of one figure.
   *
   * @param right read and in the gold
   * @param read all that was read
   * @param gold all that is in the gold
   */
  public record Tally(int right, int read, int gold) {
    /** Share of what was read that is right; 0 if nothing was read. */
    public double precision() {
      return read == 0 ? 0 : (double) right / read;
    }

    /** Share of the gold that was read; 0 if there is none. */
    public double recall() {
      return gold == 0 ? 0 : (double) right / gold;
    }

    /** Harmonic mean of precision and recall. */
    public double f1() {
      return read + gold == 0 ? 0 : 2.0 * right / (read + gold);
    }

    Tally plus(int right, int read, int gold) {
      return new Tally(this.right + right, this.read + read, this.gold + gold);
    }
  }

  /** A gold deal with the deal that was read for it. */
  public record Pair(GoldDeal gold, DealMention read, double likeness) {
    /** Whether type and obligatory parties are those of the gold. */
    public boolean right() {
      return DealScore.right(gold, read);
    }
  }

  /** Adds one article. */
  public void add(GoldArticle gold, AnnotatedArticle read) {
    List<Pair> pairs = pairs(gold.deals(), read.deals());
    List<GoldDeal> missed = new ArrayList<>(gold.deals());
    List<DealMention> spurious = new ArrayList<>(read.deals());
    for (Pair pair : pairs) {
      missed.remove(pair.gold);
      spurious.removeIf(d -> d == pair.read);
      boolean right = right(pair.gold, pair.read);
      count("deal", pair.gold.type(), right ? 1 : 0, 1, 1);
      count("found", pair.gold.type(), 1, 1, 1);
      attributes(pair.gold, pair.read);
      if (!right) miss("wrong", gold, pair.gold + "  <>  " + line(pair.read));
      details(gold, pair);
    }
    for (GoldDeal deal : missed) {
      count("deal", deal.type(), 0, 0, 1);
      count("found", deal.type(), 0, 0, 1);
      for (Role role : deal.type().roles()) tally(role.id(), 0, 0, deal.names(role).size());
      miss("missed", gold, deal.toString());
    }
    for (DealMention deal : spurious) {
      count("deal", deal.type(), 0, 1, 0);
      count("found", deal.type(), 0, 1, 0);
      for (Role role : deal.type().roles()) tally(role.id(), 0, deal.arguments(role).size(), 0);
      miss("spurious", gold, line(deal));
    }
  }

  /** Every figure by its label, in a fixed order: {@code deal}, {@code deal.funding}, … */
  public Map<String, Tally> tallies() {
    Map<String, Tally> sorted = new LinkedHashMap<>();
    tallies.keySet().stream()
        .sorted(Comparator.comparing((String k) -> k.contains(".")).thenComparing(k -> k))
        .forEach(k -> sorted.put(k, tallies.get(k)));
    return sorted;
  }

  /** One figure; all zero if it was never counted. */
  public Tally tally(String label) {
    return tallies.getOrDefault(label, new Tally(0, 0, 0));
  }

  /** What went wrong, one line each: {@code missed slug: deal}. */
  public List<String> misses() {
    return List.copyOf(misses);
  }

  /** A table of all figures. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    tallies()
        .forEach((label, t) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-22s P %.3f  R %.3f  F1 %.3f   %d of %d read, %d gold%n",
                    label,
                    t.precision(),
                    t.recall(),
                    t.f1(),
                    t.right,
                    t.read,
                    t.gold)));
    return table.toString();
  }

  /** Pairs gold deals with read ones of their type, the likest first, each once. */
  public static List<Pair> pairs(List<GoldDeal> gold, List<DealMention> read) {
    List<Pair> all = new ArrayList<>();
    for (GoldDeal g : gold) {
      for (DealMention r : read) {
        double likeness = likeness(g, r);
        if (likeness > 0) all.add(new Pair(g, r, likeness));
      }
    }
    all.sort(Comparator.comparingDouble(Pair::likeness).reversed());
    List<Pair> best = new ArrayList<>();
    for (Pair pair : all) {
      boolean free = best.stream().noneMatch(p -> p.gold == pair.gold || p.read == pair.read);
      if (free) best.add(pair);
    }
    return best;
  }

  private static double likeness(GoldDeal gold, DealMention read) {
    if (gold.type() != read.type()) return 0;
    double shared = 0;
    for (Role role : gold.type().roles()) {
      shared += common(gold.names(role), read.arguments(role));
    }
    if (shared == 0) return 0;
    if (right(gold, read)) shared += 5;
    if (gold.amount() != null && read.amount() != null && gold.amount().agrees(read.amount())) {
      shared += 3;
    }
    if (gold.main() == read.main()) shared += 0.5;
    if (gold.status() == read.status()) shared += 0.25;
    if (gold.date() != null && read.date() != null && gold.date().equals(read.date().iso())) {
      shared += 0.25;
    }
    return shared;
  }

  private static boolean right(GoldDeal gold, DealMention read) {
    for (Role role : OBLIGATORY.getOrDefault(gold.type(), List.of())) {
      int names = gold.names(role).size();
      if (read.arguments(role).size() != names) return false;
      if (common(gold.names(role), read.arguments(role)) != names) return false;
    }
    return true;
  }

  private void attributes(GoldDeal gold, DealMention read) {
    for (Role role : gold.type().roles()) {
      List<String> names = gold.names(role);
      tally(
          role.id(),
          common(names, read.arguments(role)),
          read.arguments(role).size(),
          names.size());
    }
    amount("amount", gold.amount(), read.amount());
    if (gold.amount() != null && read.amount() != null && gold.amount().agrees(read.amount())) {
      tally("modality", gold.amount().modality() == read.amount().modality() ? 1 : 0, 1, 1);
    }
    amount("valuation", gold.valuation(), read.valuation());
    boolean stake =
        gold.stake() != null && read.stake() != null && gold.stake().compareTo(read.stake()) == 0;
    tally("stake", stake ? 1 : 0, read.stake() == null ? 0 : 1, gold.stake() == null ? 0 : 1);
    tally("status", gold.status() == read.status() ? 1 : 0, 1, 1);
    tally("main", gold.main() == read.main() ? 1 : 0, 1, 1);
    exact("date", gold.date(), read.date() == null ? null : read.date().iso());
    exact("duration", gold.duration(), read.duration() == null ? null : read.duration().toString());
    exact("round", gold.round(), read.round());
    tally(
        "undisclosed",
        gold.undisclosed() && read.undisclosed() ? 1 : 0,
        read.undisclosed() ? 1 : 0,
        gold.undisclosed() ? 1 : 0);
  }

  private void amount(String label, @Nullable GoldAmount gold, @Nullable Amount read) {
    boolean right = gold != null && read != null && gold.agrees(read);
    tally(label, right ? 1 : 0, read == null ? 0 : 1, gold == null ? 0 : 1);
  }

  private void exact(String label, @Nullable String gold, @Nullable String read) {
    tally(
        label,
        gold != null && read != null && gold.equalsIgnoreCase(read) ? 1 : 0,
        read == null ? 0 : 1,
        gold == null ? 0 : 1);
  }

  private void details(GoldArticle article, Pair pair) {
    GoldDeal gold = pair.gold;
    DealMention read = pair.read;
    boolean same =
        gold.amount() == null
            ? read.amount() == null
            : read.amount() != null && gold.amount().agrees(read.amount());
    if (!same) {
      String amount = read.amount() == null ? "none" : read.amount().text();
      miss("amount", article, gold + "  <>  " + amount);
    }
    if (gold.status() != read.status()) {
      miss("status", article, gold + "  <>  " + read.status().id());
    }
    if (gold.main() != read.main()) miss("main", article, gold + "  <>  main=" + read.main());
    String date = read.date() == null ? null : read.date().iso();
    if (!Objects.equals(gold.date(), date)) {
      miss("date", article, gold + "  <>  " + date);
    }
    for (Role role : gold.type().roles()) {
      if (OBLIGATORY.getOrDefault(gold.type(), List.of()).contains(role)) continue;
      int common = common(gold.names(role), read.arguments(role));
      if (common == gold.names(role).size() && common == read.arguments(role).size()) continue;
      miss("role", article, role.id() + " " + gold + "  <>  " + line(read));
    }
  }

  private void miss(String kind, GoldArticle article, String what) {
    misses.add(kind + " " + article.slug() + ": " + what);
  }

  private void count(String label, DealType type, int right, int read, int gold) {
    tally(label, right, read, gold);
    tally(label + "." + type.id(), right, read, gold);
  }

  private void tally(String label, int right, int read, int gold) {
    tallies.merge(label, new Tally(right, read, gold), (a, b) -> a.plus(b.right, b.read, b.gold));
  }

  private static int common(List<String> gold, List<Argument> read) {
    List<Argument> left = new ArrayList<>(read);
    int common = 0;
    for (String name : gold) {
      for (Argument argument : left) {
        if (sameName(name, argument.name()) || sameName(name, argument.text())) {
          left.remove(argument);
          common++;
          break;
        }
      }
    }
    return common;
  }

  /**
   * Whether the words of one name are among the words of the other, apart from case and accents.
   */
  public static boolean sameName(String a, String b) {
    Set<String> one = words(a);
    Set<String> two = words(b);
    if (one.isEmpty() || two.isEmpty()) return false;
    return one.containsAll(two) || two.containsAll(one);
  }

  private static Set<String> words(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>();
    for (String word : plain.split("[^\\p{L}\\p{N}]+")) if (!word.isEmpty()) words.add(word);
    return words;
  }

  private static String line(DealMention deal) {
    StringBuilder line = new StringBuilder(deal.type().id()).append(' ').append(deal.status().id());
    if (!deal.main()) line.append(" background");
    for (Role role : deal.type().roles()) {
      List<Argument> arguments = deal.arguments(role);
      if (!arguments.isEmpty()) {
        line.append(' ').append(role.id()).append(arguments.stream().map(Argument::name).toList());
      }
    }
    if (deal.amount() != null) line.append(" = ").append(deal.amount().text());
    if (deal.date() != null) line.append(" @ ").append(deal.date());
    deal.evidence().forEach(e -> line.append(" {").append(e.rule()).append('}'));
    return line.toString();
  }
}
