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
import java.util.BitSet;
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
import java.util.stream.IntStream;
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
 * Trains the deal scorer of each language on the dev half of the gold and writes its {@code
 * models/LANGUAGE/deals/scorer.tsv.gz}. From the project's root, after {@code mvn test-compile}:
 *
 * <pre>java -Xmx10g -cp CLASSPATH milliard.corenlp.DealTraining [--folds 4]</pre>
 *
 * With {@code --folds} it writes nothing and prints the scores of a cross-validation, with {@code
 * -Dwhy=true} also what the scorer saw in each article with faults. What is common to all languages
 * is learnt from the dev halves of all.
 */
final class DealTraining {
  /** Width of the prior of the weights of anchors and roles. */
  private static final double SIGMA = 1.0;

  /** The same of the status of a deal. */
  private static final double STATUS = 0.5;

  private static final int DRAFT_TREES = 300;
  private static final int ROLE_TREES = 120;

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

  /** Models of the second look at roles: without each fold, then from all articles. */
  private final List<Map<String, BoostedTrees>> again = new ArrayList<>();

  /** The features that articles of this language have; others are another language's alone. */
  private final BitSet own = new BitSet();

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

  private final UnseenEncoders unseen;

  private DealTraining(
      Language language, Map<String, Integer> index, List<String> features, UnseenEncoders unseen) {
    this.language = language;
    this.unseen = unseen;
    this.knowledge = DealKnowledge.of(language);
    this.index = index;
    this.features = features;
  }

  /** Trains or cross-validates. */
  public static void main(String[] args) throws Exception {
    UnseenEncoders unseen = UnseenEncoders.in(Path.of(args[0]));
    Map<String, Integer> index = new HashMap<>();
    List<String> features = new ArrayList<>();
    Map<DealTraining, List<Lesson>> all = new LinkedHashMap<>();
    for (Language language : Pack.languages()) {
      DealTraining training = new DealTraining(language, index, features, unseen);
      long start = System.nanoTime();
      all.put(training, training.lessons(dev(language)));
      training.rules.addAll(training.examples());
      System.err.printf(
          "%s: %d articles, %d features, %.0f s%n",
          language, all.get(training).size(), features.size(), (System.nanoTime() - start) / 1e9);
    }
    all.keySet()
        .forEach(t ->
            all.forEach((other, lessons) -> {
              if (other != t) t.neighbours.addAll(lessons);
            }));
    for (DealTraining training : all.keySet()) {
      List<Lesson> lessons = all.get(training);
      if (args.length > 1 && args[1].equals("--folds")) {
        training.folds(lessons, Integer.parseInt(args[2]));
      } else {
        write(training.train(lessons), Path.of("models").resolve(training.language.code()));
      }
    }
  }

  private static List<GoldArticle> dev(Language language) throws IOException {
    return GoldArticle.folder(Path.of("corpus", language.code(), "deals", "dev"), language);
  }

  private List<Lesson> lessons(List<GoldArticle> gold) {
    List<DealReading> readings = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    Set<String> all = new HashSet<>();
    for (GoldArticle article : gold) {
      DealFinder finder = finder(article.slug(), new DealScorer(Map.of(), Map.of()));
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

  /** A finder for an article, with an encoder that has not seen it. */
  private DealFinder finder(String slug, DealScorer scorer) {
    return new DealFinder(knowledge, scorer, reading -> unseen.read(slug, reading));
  }

  /** Lessons of the examples that the rules carry: single sentences, their amounts left open. */
  private List<Lesson> examples() {
    List<Lesson> lessons = new ArrayList<>();
    for (DealRule rule : knowledge.rules().rules()) {
      for (DealRule.Example example : rule.examples()) {
        DealFinder finder = finder(rule.name(), new DealScorer(Map.of(), Map.of()));
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
              own.set(known);
              return known;
            })
            .toArray();
  }

  /** A draft that models which did not see its article made, with what the gold says of it. */
  private record Judged(
      int fold,
      Lesson lesson,
      Draft draft,
      int[] features,
      int[] status,
      boolean right,
      Pair pair,
      Map<int[], Boolean> dates,
      Map<int[], Boolean> sums) {}

  private void folds(List<Lesson> lessons, int folds) {
    List<Map<String, LinearModel>> trained = new ArrayList<>();
    List<Judged> judged = judge(lessons, folds, trained);
    System.err.println(reach(lessons, judged));
    DealScore score = new DealScore();
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      List<Judged> others = judged.stream().filter(j -> j.fold != held).toList();
      Map<String, LinearModel> models = new HashMap<>(trained.get(fold));
      models.put("status", status(others));
      Map<String, BoostedTrees> trees = trees(others, folds);
      trees.putAll(again.get(fold));
      score(fold(lessons, folds, fold, true), new DealScorer(models, trees), score);
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

  /** What models that did not see an article read in it. */
  private record FirstLook(
      Lesson lesson, int fold, List<Telling> tellings, List<Example> examples) {}

  /**
   * Drafts of every article by models that did not see it.
   *
   * @param trained gets the models of each fold
   */
  private List<Judged> judge(
      List<Lesson> lessons, int folds, List<Map<String, LinearModel>> trained) {
    List<FirstLook> looks = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      Map<String, LinearModel> models = first(fold(lessons, folds, fold, false));
      trained.add(models);
      DealScorer scorer = new DealScorer(models, Map.of());
      for (Lesson lesson : fold(lessons, folds, fold, true)) looks.add(look(lesson, fold, scorer));
    }
    List<Judged> judged = new ArrayList<>();
    again.clear();
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      again.add(again(looks.stream().filter(l -> l.fold != held).toList()));
      DealScorer scorer = new DealScorer(trained.get(fold), again.get(fold));
      for (FirstLook look : looks) {
        if (look.fold == fold) judge(look, scorer, judged);
      }
    }
    again.add(again(looks));
    return judged;
  }

  private FirstLook look(Lesson lesson, int fold, DealScorer scorer) {
    DealReading reading = lesson.reading;
    List<Telling> tellings = scorer.firstTellings(reading, new AnchorFeatures(reading));
    DealLabels labels = new DealLabels(lesson.gold, reading);
    AgainFeatures features = new AgainFeatures(reading, tellings);
    List<Example> examples = new ArrayList<>();
    for (Telling telling : tellings) {
      if (!labels.anchor(telling.anchor()).equals(telling.type().id())) continue;
      for (int party : AgainFeatures.parties(telling)) {
        examples.add(
            new Example(
                telling.type().id(),
                "",
                numbers(features.of(telling, party)),
                labels.role(telling.anchor(), telling.type(), party)));
      }
    }
    return new FirstLook(lesson, fold, tellings, examples);
  }

  /** Models of roles with all of the article in view, one for each type and role. */
  private Map<String, BoostedTrees> again(List<FirstLook> looks) {
    Map<DealType, List<Example>> byType = new EnumMap<>(DealType.class);
    for (FirstLook look : looks) {
      for (Example e : look.examples) {
        byType.computeIfAbsent(DealLabels.type(e.model), t -> new ArrayList<>()).add(e);
      }
    }
    Map<String, BoostedTrees> trees = new java.util.concurrent.ConcurrentHashMap<>();
    byType.forEach((type, examples) -> {
      List<int[]> seen = examples.stream().map(Example::features).toList();
      type.roles().parallelStream()
          .forEach(role ->
              trees.put(
                  DealScorer.question(type, role),
                  Boosting.train(
                      seen,
                      examples.stream().map(e -> e.label.equals(role.id())).toList(),
                      features,
                      ROLE_TREES)));
    });
    return trees;
  }

  private void judge(FirstLook look, DealScorer scorer, List<Judged> into) {
    Lesson lesson = look.lesson;
    DealReading reading = lesson.reading;
    DealAssembly assembly =
        new DealAssembly(reading, lesson.dates, lesson.gold.article().published().day());
    Drafts drafts = new Drafts(reading, scorer.again(reading, look.tellings));
    List<Draft> standing = drafts.candidates().stream().filter(d -> d.change.isEmpty()).toList();
    List<DealMention> deals = new ArrayList<>();
    for (Draft d : standing) deals.add(assembly.deal(d, 0.5, Status.ANNOUNCED, true, null, null));
    List<Pair> pairs = DealScore.pairs(lesson.gold.deals(), deals);
    DraftFeatures of = new DraftFeatures(reading, drafts, assembly);
    AnchorFeatures anchors = new AnchorFeatures(reading);
    for (int i = 0; i < standing.size(); i++) {
      DealMention deal = deals.get(i);
      Pair pair = pairs.stream().filter(p -> p.read() == deal).findFirst().orElse(null);
      Draft draft = standing.get(i);
      Map<int[], Boolean> dates = new LinkedHashMap<>();
      Map<int[], Boolean> sums = new LinkedHashMap<>();
      if (pair != null) {
        List<DateMention> near = assembly.dates(draft);
        for (DateMention date : near) {
          boolean same = date.value().iso().equals(pair.gold().date());
          dates.put(numbers(of.date(draft, date, near)), same);
        }
        for (DealReading.Anchor anchor : assembly.amounts(draft)) {
          var gold = pair.gold().amount();
          boolean same = gold != null && gold.agrees(anchor.said());
          double own = scorer.amount(anchors, anchor, draft.type);
          sums.put(numbers(of.amount(draft, anchor, own)), same);
        }
      }
      boolean right = pair != null && pair.right();
      into.add(
          new Judged(
              look.fold,
              lesson,
              draft,
              numbers(of.draft(draft)),
              numbers(of.status(draft)),
              right,
              pair,
              dates,
              sums));
    }
    for (Draft variant : drafts.candidates()) {
      if (variant.change.isEmpty()) continue;
      DealMention deal = assembly.deal(variant, 0.5, Status.ANNOUNCED, true, null, null);
      boolean right =
          lesson.gold.deals().stream()
              .anyMatch(g -> g.type() == variant.type && new Pair(g, deal, 1).right());
      into.add(
          new Judged(
              look.fold,
              lesson,
              variant,
              numbers(of.draft(variant)),
              new int[0],
              right,
              null,
              Map.of(),
              Map.of()));
    }
  }

  /** Models of drafts: whether it is a deal, whether it is the news; of its sums and dates. */
  private Map<String, BoostedTrees> trees(List<Judged> judged, int folds) {
    Map<String, List<int[]>> examples = new TreeMap<>();
    Map<String, List<Boolean>> right = new HashMap<>();
    for (Judged draft : judged) {
      add(examples, right, "draft", draft.features, draft.right);
      if (draft.pair == null) continue;
      add(examples, right, "main", draft.features, draft.pair.gold().main());
      draft.sums.forEach((f, yes) -> add(examples, right, "sum", f, yes));
      draft.dates.forEach((f, yes) -> add(examples, right, "date", f, yes));
    }
    weigh(judged, folds, examples, right);
    Map<String, BoostedTrees> trees = new java.util.concurrent.ConcurrentHashMap<>();
    examples.entrySet().parallelStream()
        .forEach(e ->
            trees.put(
                e.getKey(),
                Boosting.train(e.getValue(), right.get(e.getKey()), features, DRAFT_TREES)));
    return trees;
  }

  /** Examples of drafts beside the others of their article, weighed by models without it. */
  private void weigh(
      List<Judged> judged,
      int folds,
      Map<String, List<int[]>> examples,
      Map<String, List<Boolean>> right) {
    List<BoostedTrees> weighing =
        IntStream.range(0, folds)
            .parallel()
            .mapToObj(fold -> {
              List<Judged> others = judged.stream().filter(j -> j.fold != fold).toList();
              return Boosting.train(
                  others.stream().map(Judged::features).toList(),
                  others.stream().map(Judged::right).toList(),
                  features,
                  DRAFT_TREES);
            })
            .toList();
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      BoostedTrees first = weighing.get(fold);
      Map<Lesson, List<Judged>> byLesson = new java.util.IdentityHashMap<>();
      for (Judged j : judged) {
        if (j.fold == held) byLesson.computeIfAbsent(j.lesson, l -> new ArrayList<>()).add(j);
      }
      for (List<Judged> article : byLesson.values()) {
        List<RivalFeatures.Weighed> weighed = new ArrayList<>();
        List<Judged> possible = new ArrayList<>();
        for (Judged j : article) {
          List<String> seen = new ArrayList<>();
          for (int f : j.features) seen.add(features.get(f));
          double likely = first.probability(seen);
          if (likely < DealScorer.POSSIBLE) continue;
          weighed.add(new RivalFeatures.Weighed(j.draft, seen, likely));
          possible.add(j);
        }
        RivalFeatures rivals = new RivalFeatures(weighed);
        for (int i = 0; i < weighed.size(); i++) {
          int[] seen = numbers(rivals.of(weighed.get(i)));
          add(examples, right, "deal", seen, possible.get(i).right);
        }
      }
    }
  }

  private static void add(
      Map<String, List<int[]>> examples,
      Map<String, List<Boolean>> right,
      String name,
      int[] features,
      boolean yes) {
    examples.computeIfAbsent(name, n -> new ArrayList<>()).add(features);
    right.computeIfAbsent(name, n -> new ArrayList<>()).add(yes);
  }

  /** The model of how far a deal is. */
  private LinearModel status(List<Judged> judged) {
    Dataset<String, Integer> data = new Dataset<>();
    for (Judged draft : judged) {
      if (draft.pair == null) continue;
      data.add(
          new BasicDatum<>(
              java.util.Arrays.stream(draft.status).boxed().toList(),
              draft.pair.gold().status().id()));
    }
    return fit(data, STATUS);
  }

  private DealScorer train(List<Lesson> lessons) {
    Map<String, LinearModel> models = new TreeMap<>(first(lessons));
    List<Judged> judged = judge(lessons, 3, new ArrayList<>());
    models.put("status", status(judged));
    Map<String, BoostedTrees> trees = trees(judged, 3);
    trees.putAll(again.getLast());
    return new DealScorer(models, trees);
  }

  private void score(List<Lesson> held, DealScorer scorer, DealScore score) {
    for (Lesson lesson : held) {
      DealFinder finder = finder(lesson.gold.slug(), scorer);
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
      if (WHY) why(lesson, scorer, score.misses().subList(before, score.misses().size()));
    }
    System.err.println("deal " + score.tally("deal").f1() + " found " + score.tally("found").f1());
  }

  /** Prints what the scorer saw in an article with faults. */
  private static void why(Lesson lesson, DealScorer scorer, List<String> misses) {
    List<String> faults =
        misses.stream()
            .filter(
                m -> m.startsWith("missed") || m.startsWith("wrong") || m.startsWith("spurious"))
            .toList();
    if (faults.isEmpty()) return;
    System.out.println("#### " + lesson.gold.slug());
    List<Telling> tellings = scorer.tellings(lesson.reading);
    for (Clause clause : lesson.reading.clauses) {
      System.out.println(clause);
      for (Telling t : tellings)
        if (t.anchor().clause() == clause) System.out.println("      " + t.line(lesson.reading));
    }
    for (Draft d : new Drafts(lesson.reading, tellings).candidates()) {
      System.out.println("  draft " + d);
    }
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
          LinearModel model = fit(e.getValue(), SIGMA);
          synchronized (models) {
            models.put(e.getKey(), model);
          }
        });
    return models;
  }

  private LinearModel fit(Dataset<String, Integer> data, double sigma) {
    data.applyFeatureCountThreshold(2);
    LinearClassifierFactory<String, Integer> factory =
        new LinearClassifierFactory<>(1e-3, false, sigma);
    factory.setVerbose(false);
    LinearClassifier<String, Integer> fitted = factory.trainClassifier(data);
    List<String> classes = new ArrayList<>(new TreeSet<>(fitted.labels()));
    Map<String, float[]> weights = new HashMap<>();
    for (int f : fitted.features()) {
      if (!own.get(f)) continue;
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

  private static void write(DealScorer scorer, Path pack) throws IOException {
    List<String> linear = new ArrayList<>();
    new TreeMap<>(scorer.models()).forEach((name, model) -> linear.addAll(model.lines(name)));
    write(linear, pack.resolve(DealScorer.FILE));
    List<String> trees = new ArrayList<>();
    new TreeMap<>(scorer.trees()).forEach((name, model) -> trees.addAll(model.lines(name)));
    write(trees, pack.resolve(DealScorer.TREES));
  }

  private static void write(List<String> lines, Path file) throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      for (String line : lines) out.write(line + "\n");
    }
    System.err.println(file + ": " + Files.size(file) + " bytes");
  }
}
