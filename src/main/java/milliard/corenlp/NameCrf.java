package milliard.corenlp;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ie.crf.CRFCliqueTree;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.sequences.ObjectBankWrapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One of CoreNLP's own name models, asked how sure it is. Its answers depend on the sentence alone:
 * the words in small letters that CoreNLP gathers while it reads are held at what it was trained
 * with. Any number of threads may share one.
 */
final class NameCrf extends CRFClassifier<CoreLabel> {
  private static final double[] DEGREES = {0.03, 0.15, 0.4, 0.7, 0.95};

  /**
   * What the model says of a token.
   *
   * @param type the likeliest: {@code ORG PER LOC MISC O}
   * @param degrees how likely each is, in steps: {@code ORG3}; those that are unlikely left out
   * @param wordClass the class of words that it puts the token in; null where it has none
   */
  record Answer(String type, List<String> degrees, @Nullable String wordClass) {
    Answer {
      degrees = List.copyOf(degrees);
    }
  }

  private NameCrf(Properties settings) {
    super(settings);
  }

  /** Loads a model from the class path. */
  static NameCrf load(String path) {
    Properties settings = new Properties();
    settings.setProperty("maxAdditionalKnownLCWords", "0");
    NameCrf crf = new NameCrf(settings);
    InputStream resource = NameCrf.class.getResourceAsStream("/" + path);
    if (resource == null) throw new IllegalStateException("no name model " + path);
    try (var in =
        new ObjectInputStream(new BufferedInputStream(new GZIPInputStream(resource), 1 << 16))) {
      crf.loadClassifier(in, settings);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot load the name model " + path, e);
    }
    return crf;
  }

  /** What it says of each token of a sentence. */
  List<Answer> read(List<CoreLabel> tokens) {
    List<CoreLabel> words = new ArrayList<>();
    for (CoreLabel token : tokens) {
      CoreLabel word = new CoreLabel(token);
      word.set(CoreAnnotations.AnswerAnnotation.class, flags.backgroundSymbol);
      words.add(word);
    }
    new ObjectBankWrapper<CoreLabel>(flags, null, knownLCWords).processDocument(words);
    CRFCliqueTree<String> tree = getCliqueTree(documentToDataAndLabels(words));
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      answers.add(answer(tree, i, words.get(i).get(CoreAnnotations.DistSimAnnotation.class)));
    }
    return answers;
  }

  private Answer answer(CRFCliqueTree<String> tree, int position, @Nullable String wordClass) {
    String best = flags.backgroundSymbol;
    double most = 0;
    List<String> degrees = new ArrayList<>(2);
    for (int label = 0; label < classIndex.size(); label++) {
      double p = tree.prob(position, label);
      String type = type(classIndex.get(label));
      if (p > most) {
        most = p;
        best = type;
      }
      if (p > DEGREES[0] && !type.equals("O")) degrees.add(type + degree(p));
    }
    return new Answer(best, degrees, wordClass);
  }

  private static int degree(double p) {
    int degree = 0;
    while (degree < DEGREES.length && p > DEGREES[degree]) degree++;
    return degree;
  }

  /** CoreNLP's models call one thing by several names. */
  private static String type(String label) {
    String bare = label.startsWith("I-") || label.startsWith("B-") ? label.substring(2) : label;
    return switch (bare) {
      case "ORGANIZATION" -> "ORG";
      case "PERSON" -> "PER";
      case "LOCATION" -> "LOC";
      default -> bare;
    };
  }
}
