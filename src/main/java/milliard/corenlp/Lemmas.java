package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.Morphology;
import java.io.IOException;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;

/**
 * Lemmas of tagged words: by a morfologik dictionary where {@code lemma.dictionary} names one, else
 * by CoreNLP's Morphology, which is English. Unknown words are their own lemma.
 */
sealed interface Lemmas {
  /** Sets the lemma of each token. */
  void lemmatize(List<CoreLabel> tokens);

  /** The lemma of a lower-case form read as a verb; the form itself if it is none. */
  String asVerb(String form);

  /** The lemmas that these settings name. */
  static Lemmas of(Properties properties) {
    String dictionary = properties.getProperty("lemma.dictionary");
    if (dictionary == null) return new OfMorphology();
    URL url = Lemmas.class.getClassLoader().getResource(dictionary);
    if (url == null) {
      throw new IllegalStateException("lemma.dictionary: " + dictionary + " is on no class path");
    }
    Map<String, String> prefixes = new HashMap<>();
    for (String pair : properties.getProperty("lemma.tags", "").split(",")) {
      String[] sides = pair.strip().split("=", 2);
      if (sides.length == 2) prefixes.put(sides[0], sides[1]);
    }
    try {
      return new OfDictionary(Dictionary.read(url), Map.copyOf(prefixes));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the lemma dictionary " + dictionary, e);
    }
  }

  /** English, by rules. */
  record OfMorphology() implements Lemmas {
    @Override
    public String asVerb(String form) {
      return new Morphology().lemma(form, "VBZ");
    }

    @Override
    public void lemmatize(List<CoreLabel> tokens) {
      Morphology morphology = new Morphology();
      for (CoreLabel token : tokens) {
        String tag = token.tag();
        token.setLemma(
            tag == null
                ? token.word()
                : morphology.lemma(token.word(), tag.isEmpty() ? "NN" : tag));
      }
    }
  }

  /**
   * Any language with a dictionary of forms.
   *
   * @param dictionary form → lemma and tag
   * @param prefixes the tagger's part of speech → how the dictionary's tags for it begin
   */
  record OfDictionary(Dictionary dictionary, Map<String, String> prefixes) implements Lemmas {
    @Override
    public void lemmatize(List<CoreLabel> tokens) {
      DictionaryLookup lookup = new DictionaryLookup(dictionary);
      for (CoreLabel token : tokens) token.setLemma(lemma(lookup, token));
    }

    @Override
    public String asVerb(String form) {
      String prefix = prefixes.get("VERB");
      for (WordData entry : new DictionaryLookup(dictionary).lookup(form)) {
        CharSequence stem = entry.getStem();
        CharSequence tag = entry.getTag();
        if (stem != null && tag != null && prefix != null && tag.toString().startsWith(prefix)) {
          return stem.toString();
        }
      }
      return form;
    }

    private String lemma(DictionaryLookup lookup, CoreLabel token) {
      String word = token.word();
      if ("PROPN".equals(token.tag())) return word;
      String form = word.toLowerCase(Locale.ROOT);
      String prefix = prefixes.get(token.tag());
      String other = null;
      for (WordData entry : lookup.lookup(form)) {
        CharSequence stem = entry.getStem();
        CharSequence tag = entry.getTag();
        if (stem == null) continue;
        if (prefix != null && tag != null && tag.toString().startsWith(prefix)) {
          return stem.toString();
        }
        if (other == null) other = stem.toString();
      }
      return other == null ? form : other;
    }
  }
}
