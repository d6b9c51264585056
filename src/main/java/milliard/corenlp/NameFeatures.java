package milliard.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.sequences.Clique;
import edu.stanford.nlp.sequences.FeatureFactory;
import edu.stanford.nlp.util.PaddedList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Hands the clues that {@link NameClues} wrote on each word to CoreNLP's CRF. Named in the settings
 * of the name model, made by reflection there.
 */
public final class NameFeatures extends FeatureFactory<CoreLabel> {
  private static final long serialVersionUID = 1;

  /** The clues of a word: strings that name what holds of it. */
  public static final class Clues implements CoreAnnotation<List<String>> {
    @Override
    @SuppressWarnings("unchecked")
    public Class<List<String>> getType() {
      return (Class<List<String>>) (Class<?>) List.class;
    }
  }

  /** Clues that also speak on the step from the label before. */
  public static final class StepClues implements CoreAnnotation<List<String>> {
    @Override
    @SuppressWarnings("unchecked")
    public Class<List<String>> getType() {
      return (Class<List<String>>) (Class<?>) List.class;
    }
  }

  @Override
  public Collection<String> getCliqueFeatures(
      PaddedList<CoreLabel> words, int position, Clique clique) {
    List<String> features = new ArrayList<>();
    if (clique == cliqueC) {
      for (String clue : words.get(position).get(Clues.class)) features.add(clue + "|C");
    } else if (clique == cliqueCpC) {
      features.add("|CpC");
      for (String clue : words.get(position).get(StepClues.class)) features.add(clue + "|CpC");
    }
    return features;
  }
}
