package milliard.corenlp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import milliard.corenlp.DealReading.Anchor;
import milliard.corenlp.DealReading.Candidate;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * The trained part of the deal finder: says what type of deal is told at an anchor and who fills
 * its roles, from the features of {@link AnchorFeatures}, {@link RoleFeatures} and {@link
 * DraftFeatures}. What the rules read are features too. Immutable.
 */
final class DealScorer {
  static final String FILE = "deals/scorer.tsv.gz";

  /** The trees that decide about whole drafts. */
  static final String TREES = "deals/trees.tsv.gz";

  /** The class of an anchor that tells no deal, of a party without a role. */
  static final String NONE = "none";

  /** From this confidence on a draft of two parties or more is a deal. */
  static final double ACCEPTED = 0.36;

  /** The same where one party is named with a sum. */
  static final double ACCEPTED_ALONE = 0.42;

  /** The same where only one party is named: "a fine day for Tesla" has words and a name too. */
  static final double ACCEPTED_BARE = 0.6;

  /** Sentences of a text that has little to tell a deal by, at most: a headline, an extract. */
  static final int BRIEF = 2;

  /** In such a text, two parties or more: on held-out sentences more are found, no more wrong. */
  static final double ACCEPTED_BRIEF = 0.2;

  /** In such a text, one party with a sum. */
  static final double ACCEPTED_ALONE_BRIEF = 0.26;

  /** A draft that is less likely by itself is not looked at again. */
  static final double POSSIBLE = 0.02;

  /** From this probability on an amount is that of a deal. */
  static final double PRICED = 0.4;

  /** From this probability on a date is that of a deal. */
  static final double DATED = 0.4;

  /** The least probability at which an anchor is looked at further. */
  private static final double LEAST = 0.25;

  /** The same where the encoder reads a deal of the type. */
  private static final double LEAST_LIKELY = 0.06;

  /** From these log odds of a role on, the encoder reads a deal. */
  static final double LIKELY = -1;

  /** The least probability at which a party may fill a role. */
  static final double SEEN = 0.05;

  private static final Map<Language, DealScorer> LOADED = new ConcurrentHashMap<>();

  private final Map<String, LinearModel> models;
  private final Map<String, BoostedTrees> trees;

  DealScorer(Map<String, LinearModel> models, Map<String, BoostedTrees> trees) {
    this.models = Map.copyOf(models);
    this.trees = Map.copyOf(trees);
  }

  /** The scorer of a language; one that finds nothing where none was trained. */
  static DealScorer of(Language language) {
    return LOADED.computeIfAbsent(language, DealScorer::load);
  }

  private static DealScorer load(Language language) {
    Pack pack = Pack.of(language);
    if (!pack.has(FILE) || !pack.has(TREES)) return new DealScorer(Map.of(), Map.of());
    try (BufferedReader lines = open(pack, FILE);
        BufferedReader treeLines = open(pack, TREES)) {
      return new DealScorer(
          LinearModel.read(lines, pack.path(FILE)), BoostedTrees.read(treeLines, pack.path(TREES)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the deal scorer of " + pack.path(""), e);
    }
  }

  private static BufferedReader open(Pack pack, String file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(pack.open(file)), StandardCharsets.UTF_8));
  }

  /** Lemmas that have told a deal in training. */
  Set<String> words() {
    LinearModel words = models.get("words");
    return words == null ? Set.of() : words.features();
  }

  /** The likeliest status; what the cue words say where nothing was trained. */
  Status status(List<String> features, Status cue) {
    LinearModel model = model("status");
    double[] p = model.probabilities(features);
    int best = -1;
    for (int c = 0; c < p.length; c++) if (best < 0 || p[c] > p[best]) best = c;
    return best < 0 ? cue : Status.valueOf(model.classes().get(best).toUpperCase(Locale.ROOT));
  }

  /** How likely the answer to a question about a draft is yes: {@code deal}, {@code main} … */
  double yes(String question, List<String> features) {
    return trees.getOrDefault(question, BoostedTrees.EMPTY).probability(features);
  }

  Map<String, LinearModel> models() {
    return models;
  }

  Map<String, BoostedTrees> trees() {
    return trees;
  }

  LinearModel model(String name) {
    return models.getOrDefault(name, LinearModel.EMPTY);
  }

  /** How likely an amount is one of a deal of this type. */
  double amount(AnchorFeatures features, Anchor anchor, DealType type) {
    return model("amount").probability(features.of(anchor), type.id());
  }

  /** All tellings in a document that are worth a look. */
  List<Telling> tellings(DealReading reading) {
    return tellings(reading, new AnchorFeatures(reading));
  }

  /** The same with features that others ask for too. */
  List<Telling> tellings(DealReading reading, AnchorFeatures anchors) {
    return again(reading, firstTellings(reading, anchors));
  }

  /** The tellings as each place shows them by itself. */
  List<Telling> firstTellings(DealReading reading, AnchorFeatures anchors) {
    List<Telling> tellings = new ArrayList<>();
    RoleFeatures roles = new RoleFeatures(reading);
    Set<String> words = words();
    for (int i = 0; i < reading.clauses.size(); i++) {
      for (Anchor anchor : reading.anchors(i, words)) {
        LinearModel model = model(anchor.isAmount() ? "amount" : "word");
        double[] p = model.probabilities(anchors.of(anchor));
        for (DealType type : DealType.values()) {
          int c = model.classes().indexOf(type.id());
          if (c < 0 || p[c] < LEAST_LIKELY) continue;
          if (p[c] < LEAST && reading.relations().most(type) < LIKELY) continue;
          tellings.add(telling(reading, roles, anchor, type, p[c]));
        }
      }
    }
    return tellings;
  }

  /** Tellings whose roles are weighed once more, with all of the article in view. */
  List<Telling> again(DealReading reading, List<Telling> first) {
    if (trees.isEmpty()) return first;
    AgainFeatures features = new AgainFeatures(reading, first);
    List<Telling> again = new ArrayList<>();
    for (Telling telling : first) {
      Map<Role, Map<Integer, Double>> roles = new EnumMap<>(Role.class);
      for (int party : AgainFeatures.parties(telling)) {
        List<String> seen = features.of(telling, party);
        for (Role role : telling.type().roles()) {
          double q = yes(question(telling.type(), role), seen);
          if (q >= SEEN) roles.computeIfAbsent(role, r -> new HashMap<>()).put(party, q);
        }
      }
      again.add(new Telling(telling.anchor(), telling.type(), telling.probability(), roles));
    }
    return again;
  }

  /** The question whether a party fills a role: {@code acquisition.target}. */
  static String question(DealType type, Role role) {
    return type.id() + "." + role.id();
  }

  private Telling telling(
      DealReading reading, RoleFeatures features, Anchor anchor, DealType type, double p) {
    LinearModel here = model("role." + type.id());
    LinearModel absent = model("absent." + type.id());
    Map<Role, Map<Integer, Double>> roles = new EnumMap<>(Role.class);
    for (Candidate candidate : reading.candidates(anchor)) {
      LinearModel model = candidate.absent() ? absent : here;
      double[] q = model.probabilities(features.of(anchor, type, candidate));
      for (Role role : type.roles()) {
        int c = model.classes().indexOf(role.id());
        if (c < 0 || q[c] < SEEN) continue;
        roles.computeIfAbsent(role, r -> new HashMap<>()).put(candidate.party(), q[c]);
      }
    }
    return new Telling(anchor, type, p, roles);
  }
}
