package milliard.index;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import milliard.index.Analysis.Token;
import milliard.index.Expr.Form;
import milliard.text.Span;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;

/** Marks the words of a query in a text and cuts out the passage that has the most of them. */
final class Highlighter {
  /** The longest passage, in chars. */
  private static final int LONGEST = 320;

  /** How much of a text is looked through, in chars. */
  private static final int MOST_TEXT = 50_000;

  private final Analysis analysis = Analysis.standard();
  private final Set<String> terms = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  Highlighter(Expr expr) {
    collect(expr);
  }

  private void collect(Expr expr) {
    switch (expr) {
      case Expr.All a -> {}
      case Expr.And(var parts) -> parts.forEach(this::collect);
      case Expr.Or(var parts) -> parts.forEach(this::collect);
      case Expr.Most(var parts, int least) -> parts.forEach(this::collect);
      case Expr.Not n -> {}
      case Expr.Words(var field, var words, var form) -> {
        if (form == Form.PREFIX) prefixes.addAll(analysis.written(words));
        else analysis.forms(words).forEach(terms::addAll);
      }
      case Expr.Concept(var words, var asks) -> {
        Lexicon lexicon = Lexicon.standard();
        analysis.forms(words).forEach(terms::addAll);
        for (var asked : asks) {
          for (String word : lexicon.words(asked.value())) {
            if (asked.field().isEmpty()) analysis.forms(word).forEach(terms::addAll);
          }
        }
        terms.removeIf(lexicon::isStopword);
      }
      case Expr.Value v -> {}
      case Expr.Range r -> {}
      case Expr.Days d -> {}
    }
  }

  /** The whole of a text, marked. */
  Snippet mark(String text, @Nullable String language) {
    String line = text.replaceAll("\\s", " ");
    return new Snippet(line, marks(line, analysis.of(language)));
  }

  /** The sentence with the most different words of the query, the first of equals; marked. */
  Snippet passage(String text, @Nullable String language) {
    String part = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    List<Span> marks = marks(part, analysis.of(language));
    BreakIterator sentences =
        BreakIterator.getSentenceInstance(language == null ? Locale.ROOT : Locale.of(language));
    sentences.setText(part);
    Span best = new Span(0, Math.min(part.length(), LONGEST));
    int most = -1;
    int start = sentences.first();
    for (int end = sentences.next();
        end != BreakIterator.DONE;
        start = end, end = sentences.next()) {
      var sentence = new Span(start, Math.min(end, start + LONGEST));
      Set<String> different = new HashSet<>();
      for (Span mark : marks) if (sentence.contains(mark)) different.add(Fold.fold(mark.in(part)));
      if (different.size() > most) {
        most = different.size();
        best = sentence;
      }
    }
    int from = best.start();
    List<Span> inside = new ArrayList<>();
    for (Span mark : marks) if (best.contains(mark)) inside.add(mark.shift(-from));
    String passage = best.in(part).replaceAll("\\s", " ");
    String stripped = passage.stripTrailing();
    return new Snippet(stripped, inside);
  }

  private List<Span> marks(String text, Analyzer analyzer) {
    var spans = new TreeMap<Integer, Span>();
    for (Token token : analysis.tokens(analyzer, text)) {
      boolean hit = terms.contains(token.term());
      for (String prefix : prefixes) hit |= token.term().startsWith(prefix);
      if (hit)
        spans.merge(token.span().start(), token.span(), (a, b) -> a.length() > b.length() ? a : b);
    }
    List<Span> marks = new ArrayList<>();
    for (Span span : spans.values()) {
      if (marks.isEmpty() || !marks.getLast().overlaps(span)) marks.add(span);
    }
    return marks;
  }
}
