package milliard.corenlp;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.optimization.DiffFunction;
import edu.stanford.nlp.optimization.Evaluator;
import edu.stanford.nlp.optimization.Minimizer;
import edu.stanford.nlp.util.HashIndex;
import edu.stanford.nlp.util.Index;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import milliard.article.Article;
import milliard.mention.EntityType;
import milliard.text.Language;

/**
 * Trains the name model of a language on the dev halves of the corpus. From the project's root,
 * after {@code mvn test-compile}:
 *
 * <pre>
 * java -cp CLASSPATH milliard.corenlp.NameTraining en models/en/names.crf.ser.gz
 * java -cp CLASSPATH -Doriginals=1 -Dswaps.general=3 milliard.corenlp.NameTraining fr models/fr/names.crf.ser.gz
 * java -cp CLASSPATH milliard.corenlp.NameTraining fr --folds 5
 * java -cp CLASSPATH -Dsigma=0.3 milliard.corenlp.NameTraining fr --general models/fr/names.general.crf.ser.gz
 * java -cp CLASSPATH milliard.corenlp.NameTraining fr --uncased models/fr/names.uncased.crf.ser.gz
 * </pre>
 *
 * With {@code --folds} it writes nothing and prints the scores of a cross-validation. With {@code
 * --uncased} it trains the model for text without case, also on the gold of further folders.
 */
final class NameTraining {
  private static final int SWAPS = Integer.getInteger("swaps", 2);
  private static final int ORIGINALS = Integer.getInteger("originals", 2);
  private static final int GENERAL_SWAPS = Integer.getInteger("swaps.general", 1);
  private static final int UNCASED_COPIES = Integer.getInteger("copies", 2);
  private static final int UNCASED_SHARE = Integer.getInteger("share", 8);

  /** Steps of the weights of the model for text without case. */
  private static final double STEP = Double.parseDouble(System.getProperty("step", "0.02"));

  /** The model for text of all kinds learns from one in so many articles on deals. */
  private static final int DEALS = Integer.getInteger("deals", 9);

  /** The share of bodies among the names of a text of any kind, at most. */
  private static final double USUAL = 0.35;

  private static final double HIDDEN = 0.4;

  /** Places are less often hidden than companies: most of those in the news are listed. */
  private static final double PLACES = 0.3;

  private final Language language;
  private final Random random = new Random(42);

  private NameTraining(Language language) {
    this.language = language;
  }

  /** Trains or cross-validates. */
  public static void main(String[] args) throws Exception {
    NameTraining training = new NameTraining(new Language(args[0]));
    List<NameGold> gold = new ArrayList<>();
    gold.addAll(NameGold.folder(Path.of("corpus", args[0], "deals", "dev")));
    for (NameGold file : NameGold.folder(Path.of("corpus", args[0], "names", "dev"))) {
      gold.addAll(file.paragraphs());
    }
    System.err.println(gold.size() + " texts");
    if (args[1].equals("--general")) training.general(gold).serializeClassifier(args[2]);
    else if (args[1].equals("--uncased")) {
      for (String folder : List.of(args).subList(3, args.length)) {
        gold.addAll(NameGold.folder(Path.of(folder)));
      }
      training.uncased(gold).serializeClassifier(args[2]);
    } else if (args[1].equals("--folds")) training.folds(gold, Integer.parseInt(args[2]));
    else training.train(gold).serializeClassifier(args[1]);
  }

  /**
   * Starts with all weights at zero: CoreNLP's random start costs a third of the iterations; ends
   * with weights in steps, so that the model is small.
   */
  private static final class FromZero extends CRFClassifier<CoreLabel> {
    private final double step;

    FromZero(Properties settings, double step) {
      super(settings);
      this.step = step;
    }

    @Override
    public Minimizer<DiffFunction> getMinimizer(int iteration, Evaluator[] evaluators) {
      Minimizer<DiffFunction> minimizer = super.getMinimizer(iteration, evaluators);
      return new Minimizer<>() {
        @Override
        public double[] minimize(DiffFunction function, double tolerance, double[] start) {
          return stepped(minimizer.minimize(function, tolerance, new double[start.length]));
        }

        @Override
        public double[] minimize(
            DiffFunction function, double tolerance, double[] start, int most) {
          return stepped(minimizer.minimize(function, tolerance, new double[start.length], most));
        }
      };
    }

    private double[] stepped(double[] weights) {
      if (step == 0) return weights;
      return Arrays.stream(weights).map(w -> step * Math.round(w / step)).toArray();
    }
  }

  private void folds(List<NameGold> gold, int folds) throws Exception {
    NameScore all = new NameScore();
    NameScore general = new NameScore();
    NameScore tech = new NameScore();
    for (int fold = 0; fold < Integer.getInteger("stop", folds); fold++) {
      List<NameGold> train = new ArrayList<>();
      List<NameGold> held = new ArrayList<>();
      for (int i = 0; i < gold.size(); i++) (i % folds == fold ? held : train).add(gold.get(i));
      CRFClassifier<CoreLabel> model = train(train);
      NameScore score = new NameScore();
      for (NameGold text : held) {
        Document document = document(text);
        List<NameGold.Mark> found =
            Names.find(document, model).stream()
                .map(e -> new NameGold.Mark(e.type(), e.span()))
                .toList();
        score.add(text, found);
        all.add(text, found);
        (text.id().contains("#") ? general : tech).add(text, found);
        NameEvaluation.misses(text, found, System.out);
      }
      System.err.println("fold " + fold + " " + score);
    }
    System.err.println("deals  " + tech);
    System.err.println("names  " + general);
    System.err.println("all    " + all);
  }

  static Document document(NameGold gold, Language language) {
    Article article = Article.ofText(gold.text(), language, null);
    return Segmenter.segment(Models.of(language), gold.text(), article.headline().length());
  }

  private Document document(NameGold gold) {
    return document(gold, language);
  }

  private CRFClassifier<CoreLabel> train(List<NameGold> gold) {
    NameSwap news = new NameSwap(language, random, false);
    NameSwap general = new NameSwap(language, random, true);
    List<List<CoreLabel>> sentences = new ArrayList<>();
    for (NameGold text : gold) {
      add(text, 0.1, sentences);
      if (text.id().contains("#")) {
        for (int i = 1; i < ORIGINALS; i++) add(text, 0.1, sentences);
        for (int i = 0; i < GENERAL_SWAPS; i++) add(general.swap(text), HIDDEN, sentences);
      } else {
        for (int i = 1; i < SWAPS; i++) add(news.swap(text), HIDDEN, sentences);
        // One by one, as a brief of one paragraph is read.
        for (NameGold part : news.swap(text).paragraphs()) add(part, HIDDEN, sentences);
      }
    }
    return crf(sentences, 3, 0);
  }

  /**
   * Paragraphs of all kinds, each as it is and with other names; again those where bodies are no
   * more than elsewhere, for the gold has more of them than the world; and some articles on deals.
   */
  private CRFClassifier<CoreLabel> general(List<NameGold> gold)
      throws ReflectiveOperationException {
    NameSwap swap = new NameSwap(language, random, true);
    List<List<CoreLabel>> sentences = new ArrayList<>();
    int article = 0;
    for (NameGold text : gold) {
      if (text.id().contains("#")) {
        for (int copy = isUsual(text) ? 2 : 1; copy > 0; copy--) {
          add(text, 0.1, sentences);
          for (int i = 0; i < GENERAL_SWAPS; i++) add(swap.swap(text), HIDDEN, sentences);
        }
      } else if (article++ % DEALS == 0) {
        add(text, 0.1, sentences);
      }
    }
    CRFClassifier<CoreLabel> crf = crf(sentences, 3, STEP);
    dropZeros(crf);
    return crf;
  }

  private static boolean isUsual(NameGold text) {
    long bodies = text.names().stream().filter(n -> n.type() == EntityType.ORG).count();
    return bodies <= USUAL * text.names().size();
  }

  /**
   * Headlines and texts of one sentence, and one in so many of the other sentences, in the styles
   * that tell no names by capitals.
   */
  private CRFClassifier<CoreLabel> uncased(List<NameGold> gold)
      throws ReflectiveOperationException {
    NameSwap swap = new NameSwap(language, random, false);
    NameRestyle style = new NameRestyle(language, random);
    List<List<CoreLabel>> sentences = new ArrayList<>();
    for (NameGold text : gold) {
      NameGold large = NameRestyle.capitalised(text);
      List<NameGold> plain = NameRestyle.sentences(large, document(large));
      if (SentenceCase.of(text.text()) != SentenceCase.TELLING && plain.size() == 1) {
        addUncased(text, 0.1, sentences);
      }
      for (int copy = 0; copy < UNCASED_COPIES; copy++) {
        boolean original = copy == 0;
        for (int i = 0; i < plain.size(); i++) {
          boolean first = i == 0 && !text.id().contains("#");
          if (!first && random.nextInt(UNCASED_SHARE) > 0) continue;
          NameGold each = original ? plain.get(i) : swap.swap(plain.get(i));
          addUncased(style.restyle(each), original ? 0.1 : HIDDEN, sentences);
        }
      }
    }
    System.err.println(sentences.size() + " sentences");
    CRFClassifier<CoreLabel> crf = crf(sentences, 4, STEP);
    dropZeros(crf);
    return crf;
  }

  /**
   * Drops the features that have no weight: most of them. CoreNLP's own way to do so leaves some
   * with the weights of others.
   */
  private static void dropZeros(CRFClassifier<CoreLabel> crf) throws ReflectiveOperationException {
    Field featureIndex = CRFClassifier.class.getDeclaredField("featureIndex");
    Field weights = CRFClassifier.class.getDeclaredField("weights");
    featureIndex.setAccessible(true);
    weights.setAccessible(true);
    Index<?> features = (Index<?>) featureIndex.get(crf);
    float[][] all = (float[][]) weights.get(crf);
    Index<Object> kept = new HashIndex<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      boolean zero = true;
      for (float weight : all[i]) zero &= weight == 0;
      if (zero) continue;
      kept.add(features.get(i));
      rows.add(all[i]);
    }
    System.err.println(rows.size() + " of " + all.length + " features kept");
    featureIndex.set(crf, kept);
    weights.set(crf, rows.toArray(float[][]::new));
  }

  private void addUncased(NameGold gold, double hide, List<List<CoreLabel>> sentences) {
    SentenceCase kind = SentenceCase.of(gold.text());
    if (gold.text().isBlank()) return;
    Set<String> hidden = hidden(gold, hide);
    for (String name : List.copyOf(hidden)) hidden.add(SentenceCase.plain(name));
    for (List<CoreLabel> words :
        UncasedNames.words(Models.of(language), gold.text(), kind, hidden::contains)) {
      answer(gold, words);
      sentences.add(words);
    }
  }

  private static CRFClassifier<CoreLabel> crf(
      List<List<CoreLabel>> sentences, int least, double step) {
    Properties settings = new Properties();
    settings.setProperty("featureFactory", NameFeatures.class.getName());
    settings.setProperty("maxLeft", "1");
    settings.setProperty("useQN", "true");
    settings.setProperty("QNsize", "12");
    settings.setProperty("sigma", System.getProperty("sigma", "0.12"));
    settings.setProperty("tolerance", "1e-3");
    settings.setProperty("maxQNItr", System.getProperty("iterations", "70"));
    settings.setProperty("featureCountThresh", String.valueOf(Integer.getInteger("thresh", least)));
    settings.setProperty("multiThreadGrad", "1");
    CRFClassifier<CoreLabel> crf = new FromZero(settings, step);
    crf.train(sentences, null);
    return crf;
  }

  private Set<String> hidden(NameGold gold, double hide) {
    Set<String> hidden = new HashSet<>();
    for (NameGold.Mark mark : gold.names()) {
      double here = mark.type() == EntityType.LOC ? PLACES * hide : hide;
      if (mark.type() == EntityType.MISC || random.nextDouble() >= here) continue;
      String name = mark.span().in(gold.text()).replace('’', '\'');
      hidden.add(name);
      if (mark.type() == EntityType.PER) {
        for (String word : name.split(" ")) hidden.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return hidden;
  }

  private void add(NameGold gold, double hide, List<List<CoreLabel>> sentences) {
    Set<String> hidden = hidden(gold, hide);
    Document document = document(gold);
    for (List<CoreLabel> words : NameClues.of(document, NameLists.of(language), hidden::contains)) {
      answer(gold, words);
      sentences.add(words);
    }
  }

  /** Writes the gold labels on the words. */
  private static void answer(NameGold gold, List<CoreLabel> words) {
    int at = 0;
    NameGold.Mark last = null;
    for (CoreLabel word : words) {
      String answer = "O";
      while (at < gold.names().size() && gold.names().get(at).span().end() <= word.beginPosition())
        at++;
      if (at < gold.names().size() && gold.names().get(at).span().start() < word.endPosition()) {
        NameGold.Mark mark = gold.names().get(at);
        answer = (mark.equals(last) ? "I-" : "B-") + mark.type();
        last = mark;
      }
      word.set(CoreAnnotations.AnswerAnnotation.class, answer);
    }
  }
}
