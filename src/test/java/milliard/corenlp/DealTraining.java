package milliard.corenlp;

import edu.stanford.nlp.classify.Dataset;
import edu.stanford.nlp.classify.LinearClassifier;
import edu.stanford.nlp.classify.LinearClassifierFactory;
import edu.stanford.nlp.ling.BasicDatum;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import milliard.article.Article;
import milliard.mention.AnnotatedArticle;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.mention.gold.DealScore;
import milliard.mention.gold.DealScore.Pair;
import milliard.mention.gold.GoldArticle;
import milliard.mention.gold.GoldDeal;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * Trains the deal scorer of a language on the dev half of the gold. From the project's root, after
 * {@code mvn test-compile}:
 *
 * <pre>java -Xmx8g -cp CLASSPATH milliard.corenlp.DealTraining fr [--folds 4 | FILE [TEST-FOLDER]]
 * </pre>
 *
 * With {@code --folds} it writes nothing and prints the scores of a cross-validation, with {@code
 * -Dwhy=true} also what the scorer saw in each article with faults. FILE is {@code
 * models/fr/deals/scorer.tsv.gz}. What is common to all languages is learnt from the dev halves of
 * all.
 */
final class DealTraining {
  /** Width of the prior of the weights of anchors and roles. */
  private static final double SIGMA = 1.0;

  /** The same of drafts; those of status, date and amount have four times as much. */
  private static final double SECOND = 0.12;

  /** A word that tells a deal at least this often is looked at. */
  private static final double SHARE = 0.2;

  private static final boolean WHY = Boolean.getBoolean("why");

  private final Language language;
  private final DealKnowledge knowledge;

  /** Features as numbers. */
  private final Map<String, Integer> index;

  private final List<String> features;

  /** Lessons of another language: what is common to both is learnt from both. */
  private final List<Lesson> neighbours = new ArrayList<>();

  /** Lessons of the examples of the rules. */
  private final List<Lesson> rules = new ArrayList<>();

  /** Features from here on are the other language's alone. */
  private int known = Integer.MAX_VALUE;

  /** What one article teaches. */
  private record Lesson(
      GoldArticle gold,
      Document document,
      List<DateMention> dates,
      DealTables.Reading tables,
      DealReading reading,
      List<Example> examples,
      Set<String> words) {}

  /**
   * One example for one model.
   *
   * @param word the anchor's lemma where it counts only if it is known; else empty
   */
  private record Example(String model, String word, int[] features, String label) {}

  private DealTraining(Language language, Map<String, Integer> index, List<String> features) {
    this.language = language;
    this.knowledge = DealKnowledge.of(language);
    this.index = index;
    this.features = features;
  }

  /** Trains or cross-validates. */
  public static void main(String[] args) throws Exception {
    Language language = new Language(args[0]);
    DealTraining training = new DealTraining(language, new HashMap<>(), new ArrayList<>());
    List<GoldArticle> gold = dev(language);
    long start = System.nanoTime();
    List<Lesson> lessons = training.lessons(gold);
    training.rules.addAll(training.examples());
    training.known = training.features.size();
    for (Language other : Pack.languages()) {
      if (other.equals(language)) continue;
      DealTraining neighbour = new DealTraining(other, training.index, training.features);
      training.neighbours.addAll(neighbour.lessons(dev(other)));
    }
    System.err.printf(
        "%d articles, %d features, %.0f s%n",
        lessons.size(), training.features.size(), (System.nanoTime() - start) / 1e9);
    if (args[1].equals("--folds")) {
      training.folds(lessons, Integer.parseInt(args[2]));
    } else {
      Map<String, LinearModel> models = training.train(lessons);
      training.write(models, Path.of(args[1]));
      if (args.length < 3) return;
      DealScore score = new DealScore();
      training.score(
          training.lessons(GoldArticle.folder(Path.of(args[2]), language)), models, score);
      System.out.println(score);
    }
  }

  private static List<GoldArticle> dev(Language language) throws IOException {
    return GoldArticle.folder(Path.of("corpus", language.code(), "deals", "dev"), language);
  }

  private List<Lesson> lessons(List<GoldArticle> gold) {
    List<DealReading> readings = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    Set<String> all = new HashSet<>();
    DealFinder finder = new DealFinder(knowledge, new DealScorer(Map.of()));
    for (GoldArticle article : gold) {
      Document document = Extractor.document(article.article(), language);
      var dates =
          DateReader.of(language).read(document.text(), article.article().published().day());
      DealTables.Reading tables = DealTables.of(language).read(document, dates);
      DealReading reading = finder.reading(document, tables);
      readings.add(reading);
      Set<String> words = new TreeSet<>(new DealLabels(article, reading).triggerWords());
      all.addAll(words);
      lessons.add(new Lesson(article, document, dates, tables, reading, new ArrayList<>(), words));
    }
    for (Lesson lesson : lessons) teach(lesson, all);
    return lessons;
  }

  /** Lessons of the examples that the rules carry: single sentences, their amounts left open. */
  private List<Lesson> examples() {
    List<Lesson> lessons = new ArrayList<>();
    DealFinder finder = new DealFinder(knowledge, new DealScorer(Map.of()));
    for (DealRule rule : knowledge.rules().rules()) {
      for (DealRule.Example example : rule.examples()) {
        Document document = DealRulesIT.document(example, language);
        DealTables.Reading tables = DealTables.of(language).read(document, List.of());
        DealReading reading = finder.reading(document, tables);
        GoldArticle gold = gold(rule, example);
        Lesson lesson =
            new Lesson(
                gold, document, List.of(), tables, reading, new ArrayList<>(), new TreeSet<>());
        teach(lesson, Set.of());
        lesson.examples.removeIf(e -> e.model.equals("amount"));
        lessons.add(lesson);
      }
    }
    return lessons;
  }

  private GoldArticle gold(DealRule rule, DealRule.Example example) {
    Map<Role, List<String>> roles = new EnumMap<>(Role.class);
    example
        .roles()
        .forEach(
            (role, name) -> roles.put(Role.valueOf(role.toUpperCase(Locale.ROOT)), List.of(name)));
    GoldDeal deal =
        new GoldDeal(
            rule.type(),
            Status.ANNOUNCED,
            true,
            roles,
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of());
    return new GoldArticle(
        rule.name(),
        "headline",
        Article.ofText(example.text(), language, null),
        List.of(),
        example.match() ? List.of(deal) : List.of());
  }

  private void teach(Lesson lesson, Set<String> known) {
    DealReading reading = lesson.reading;
    DealLabels labels = new DealLabels(lesson.gold, reading);
    AnchorFeatures anchors = new AnchorFeatures(reading);
    RoleFeatures roles = new RoleFeatures(reading);
    for (int i = 0; i < reading.clauses.size(); i++) {
      for (DealReading.Anchor anchor : reading.anchors(i, known)) {
        String label = labels.anchor(anchor);
        if (label.equals(DealLabels.UNKNOWN)) continue;
        String word = anchor.isAmount() || !anchor.proposals().isEmpty() ? "" : anchor.lemma();
        lesson.examples.add(
            new Example(
                anchor.isAmount() ? "amount" : "word", word, numbers(anchors.of(anchor)), label));
        DealType type = DealLabels.type(label);
        if (type == null) continue;
        for (DealReading.Candidate candidate : reading.candidates(anchor)) {
          lesson.examples.add(
              new Example(
                  (candidate.absent() ? "absent." : "role.") + type.id(),
                  "",
                  numbers(roles.of(anchor, type, candidate)),
                  labels.role(anchor, type, candidate.party())));
        }
      }
    }
  }

  private int[] numbers(List<String> strings) {
    return new HashSet<>(strings)
        .stream()
            .mapToInt(s -> {
              Integer known = index.get(s);
              if (known == null) {
                known = features.size();
                index.put(s, known);
                features.add(s);
              }
              return known;
            })
            .toArray();
  }

  /** A draft that models which did not see its article made, with what the gold says of it. */
  private record Judged(
      int fold,
      int[] features,
      boolean right,
      Pair pair,
      Map<int[], String> dates,
      Map<int[], String> sums) {}

  private void folds(List<Lesson> lessons, int folds) {
    List<Map<String, LinearModel>> trained = new ArrayList<>();
    List<Judged> judged = judge(lessons, folds, trained);
    System.err.println(reach(lessons, judged));
    DealScore score = new DealScore();
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      Map<String, LinearModel> models = new HashMap<>(trained.get(fold));
      models.putAll(second(judged.stream().filter(j -> j.fold != held).toList()));
      score(fold(lessons, folds, fold, true), models, score);
    }
    score.misses().stream().sorted().forEach(System.out::println);
    System.out.println(score);
  }

  /** How many gold deals the drafts could give at the best. */
  private static String reach(List<Lesson> lessons, List<Judged> judged) {
    int gold = lessons.stream().mapToInt(l -> l.gold.deals().size()).sum();
    long paired = judged.stream().filter(j -> j.pair != null).count();
    long right = judged.stream().filter(j -> j.right).count();
    return String.format(
        "%d gold, %d drafts, %d paired, %d right", gold, judged.size(), paired, right);
  }

  private static List<Lesson> fold(List<Lesson> lessons, int folds, int fold, boolean held) {
    List<Lesson> part = new ArrayList<>();
    for (int i = 0; i < lessons.size(); i++) {
      if ((i % folds == fold) == held) part.add(lessons.get(i));
    }
    return part;
  }

  /** Drafts of every article by models that did not see it. */
  private List<Judged> judge(
      List<Lesson> lessons, int folds, List<Map<String, LinearModel>> trained) {
    List<Judged> judged = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      Map<String, LinearModel> models = first(fold(lessons, folds, fold, false));
      trained.add(models);
      DealScorer scorer = new DealScorer(models);
      for (Lesson lesson : fold(lessons, folds, fold, true)) judge(lesson, fold, scorer, judged);
    }
    return judged;
  }

  private void judge(Lesson lesson, int fold, DealScorer scorer, List<Judged> into) {
    DealReading reading = lesson.reading;
    DealAssembly assembly =
        new DealAssembly(reading, lesson.dates, lesson.gold.article().published().day());
    List<Draft> drafts = DealFinder.drafts(reading, scorer.tellings(reading));
    List<DealMention> deals = new ArrayList<>();
    for (Draft d : drafts) deals.add(assembly.deal(d, 0.5, Status.ANNOUNCED, true, null, null));
    List<Pair> pairs = DealScore.pairs(lesson.gold.deals(), deals);
    DraftFeatures of = new DraftFeatures(reading, drafts, assembly);
    AnchorFeatures anchors = new AnchorFeatures(reading);
    for (int i = 0; i < drafts.size(); i++) {
      DealMention deal = deals.get(i);
      Pair pair = pairs.stream().filter(p -> p.read() == deal).findFirst().orElse(null);
      Draft draft = drafts.get(i);
      Map<int[], String> dates = new LinkedHashMap<>();
      if (pair != null) {
        for (DateMention date : assembly.dates(draft)) {
          boolean same = date.value().iso().equals(pair.gold().date());
          dates.put(numbers(of.date(draft, date)), same ? DealScorer.YES : "no");
        }
      }
      Map<int[], String> sums = new LinkedHashMap<>();
      if (pair != null) {
        for (DealReading.Anchor anchor : assembly.amounts(draft)) {
          var gold = pair.gold().amount();
          boolean same = gold != null && gold.agrees(anchor.said());
          double own = scorer.amount(anchors, anchor, draft.type);
          sums.put(numbers(of.amount(draft, anchor, own)), same ? DealScorer.YES : "no");
        }
      }
      into.add(
          new Judged(
              fold, numbers(of.draft(draft)), pair != null && pair.right(), pair, dates, sums));
    }
  }

  /** Models of drafts: whether it is a deal, its status, whether it is the news. */
  private Map<String, LinearModel> second(List<Judged> judged) {
    Map<String, Dataset<String, Integer>> data = new TreeMap<>();
    for (Judged draft : judged) {
      List<Integer> list = new ArrayList<>();
      for (int f : draft.features) list.add(f);
      add(data, "deal", list, draft.right ? DealScorer.YES : "no");
      if (draft.pair == null) continue;
      add(data, "status", list, draft.pair.gold().status().id());
      add(data, "main", list, draft.pair.gold().main() ? DealScorer.YES : "no");
      draft.sums.forEach(
          (f, label) -> add(data, "sum", java.util.Arrays.stream(f).boxed().toList(), label));
      draft.dates.forEach(
          (f, label) -> add(data, "date", java.util.Arrays.stream(f).boxed().toList(), label));
    }
    Map<String, LinearModel> models = new HashMap<>();
    data.forEach((name, set) ->
        models.put(name, fit(set, name.equals("deal") ? SECOND : 4 * SECOND, Integer.MAX_VALUE)));
    return models;
  }

  private static void add(
      Map<String, Dataset<String, Integer>> data, String model, List<Integer> list, String label) {
    data.computeIfAbsent(model, m -> new Dataset<>()).add(new BasicDatum<>(list, label));
  }

  private Map<String, LinearModel> train(List<Lesson> lessons) {
    Map<String, LinearModel> models = new TreeMap<>(first(lessons));
    models.putAll(second(judge(lessons, 3, new ArrayList<>())));
    return models;
  }

  private void score(List<Lesson> held, Map<String, LinearModel> models, DealScore score) {
    DealFinder finder = new DealFinder(knowledge, new DealScorer(models));
    for (Lesson lesson : held) {
      int before = score.misses().size();
      score.add(
          lesson.gold,
          new AnnotatedArticle(
              lesson.gold.article(),
              lesson.document.entities(),
              lesson.document.amounts(),
              lesson.document.percents(),
              lesson.dates,
              finder
                  .find(lesson.document, lesson.dates, lesson.gold.article().published().day())
                  .deals(),
              List.of()));
      if (WHY) why(lesson, models, score.misses().subList(before, score.misses().size()));
    }
    System.err.println("deal " + score.tally("deal").f1() + " found " + score.tally("found").f1());
  }

  /** Prints what the scorer saw in an article with faults. */
  private static void why(Lesson lesson, Map<String, LinearModel> models, List<String> misses) {
    List<String> faults =
        misses.stream()
            .filter(
                m -> m.startsWith("missed") || m.startsWith("wrong") || m.startsWith("spurious"))
            .toList();
    if (faults.isEmpty()) return;
    System.out.println("#### " + lesson.gold.slug());
    List<Telling> tellings = new DealScorer(models).tellings(lesson.reading);
    for (Clause clause : lesson.reading.clauses) {
      System.out.println(clause);
      for (Telling t : tellings)
        if (t.anchor().clause() == clause) System.out.println("      " + t.line(lesson.reading));
    }
    for (Draft d : new Drafts(lesson.reading).of(tellings)) System.out.println("  draft " + d);
    faults.forEach(System.out::println);
  }

  /** Models of anchors and of roles. */
  private Map<String, LinearModel> first(List<Lesson> lessons) {
    Set<String> words = new TreeSet<>();
    Map<String, int[]> told = new HashMap<>();
    for (Lesson lesson : lessons) {
      for (Example example : lesson.examples) {
        if (example.word.isEmpty()) continue;
        int[] count = told.computeIfAbsent(example.word, w -> new int[2]);
        count[example.label.equals(DealScorer.NONE) ? 1 : 0]++;
      }
    }
    told.forEach((word, count) -> {
      if (count[0] >= 2 && count[0] >= SHARE * (count[0] + count[1])) words.add(word);
    });
    Map<String, Dataset<String, Integer>> data = new TreeMap<>();
    List<Lesson> all = new ArrayList<>(lessons);
    all.addAll(neighbours);
    all.addAll(rules);
    for (Lesson lesson : all) {
      boolean own = !neighbours.contains(lesson);
      for (Example example : lesson.examples) {
        if (own && !example.word.isEmpty() && !words.contains(example.word)) continue;
        List<Integer> list = new ArrayList<>(example.features.length);
        for (int f : example.features) list.add(f);
        data.computeIfAbsent(example.model, m -> new Dataset<>())
            .add(new BasicDatum<>(list, example.label));
      }
    }
    Map<String, LinearModel> models = new LinkedHashMap<>();
    Map<String, float[]> known = new HashMap<>();
    for (String word : words) known.put(word, new float[0]);
    models.put("words", new LinearModel(List.of(), known));
    data.entrySet().parallelStream()
        .forEach(e -> {
          LinearModel model = fit(e.getValue(), SIGMA, this.known);
          synchronized (models) {
            models.put(e.getKey(), model);
          }
        });
    return models;
  }

  private LinearModel fit(Dataset<String, Integer> data, double sigma, int known) {
    data.applyFeatureCountThreshold(2);
    LinearClassifierFactory<String, Integer> factory =
        new LinearClassifierFactory<>(1e-3, false, sigma);
    factory.setVerbose(false);
    LinearClassifier<String, Integer> fitted = factory.trainClassifier(data);
    List<String> classes = new ArrayList<>(new TreeSet<>(fitted.labels()));
    Map<String, float[]> weights = new HashMap<>();
    for (int f : fitted.features()) {
      if (f >= known) continue;
      float[] row = new float[classes.size()];
      boolean any = false;
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) fitted.weight(f, classes.get(c));
        any |= Math.abs(row[c]) >= 0.001;
      }
      if (any) weights.put(features.get(f), row);
    }
    return new LinearModel(classes, weights);
  }

  private void write(Map<String, LinearModel> models, Path file) throws Exception {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      for (var e : new TreeMap<>(models).entrySet()) {
        for (String line : e.getValue().lines(e.getKey())) out.write(line + "\n");
      }
    }
    System.err.println(file + ": " + Files.size(file) + " bytes");
  }
}
