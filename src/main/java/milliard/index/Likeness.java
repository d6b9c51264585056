package milliard.index;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import milliard.deal.Deal;
import milliard.deal.Party;
import milliard.deal.PartyName;
import milliard.deal.Report;
import milliard.mention.AnnotatedArticle;
import milliard.mention.EntityType;
import milliard.text.Language;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;

/**
 * What is like a deal or an article: others with its companies, its kind of deal and its rare
 * words.
 */
final class Likeness {
  private static final int MOST_WORDS = 25;

  /** Companies of an article; a list of the whole market is like nothing. */
  private static final int MOST_COMPANIES = 20;

  private static final float COMPANY = 6;
  private static final float TYPE = 3;

  private final IndexSearcher searcher;

  Likeness(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /** What is like the deal or article of an id, itself left out; nothing if there is none. */
  Query of(String id) throws IOException {
    Document deal = one(Documents.REPORT, id);
    if (deal != null) return of(Deal.of(Documents.reports(deal)));
    Document article = one(Documents.ARTICLE_ID, id);
    if (article != null) return of(id, Documents.article(article));
    return new MatchNoDocsQuery("no deal and no article " + id);
  }

  private @Nullable Document one(String field, String value) throws IOException {
    TopDocs found = searcher.search(new TermQuery(new Term(field, value)), 1);
    return found.scoreDocs.length == 0
        ? null
        : searcher.storedFields().document(found.scoreDocs[0].doc);
  }

  private Query of(Deal deal) throws IOException {
    var like = new BooleanQuery.Builder();
    for (Party party : deal.parties()) company(like, party.key());
    type(like, deal.type().id());
    Map<@Nullable Language, List<String>> texts = new LinkedHashMap<>();
    for (Report report : deal.reports().subList(0, Math.min(20, deal.reports().size()))) {
      List<String> said = texts.computeIfAbsent(report.source().language(), l -> new ArrayList<>());
      said.add(report.sentence());
      said.add(report.source().headline());
    }
    for (var text : texts.entrySet()) {
      words(like, text.getKey(), String.join("\n", text.getValue()));
    }
    for (Report report : deal.reports()) {
      like.add(new TermQuery(new Term(Documents.REPORT, report.id())), Occur.MUST_NOT);
    }
    return like.build();
  }

  private Query of(String id, AnnotatedArticle said) throws IOException {
    var like = new BooleanQuery.Builder();
    Set<String> companies = new TreeSet<>();
    for (var entity : said.entities()) {
      if (entity.type() != EntityType.ORG || companies.size() >= MOST_COMPANIES) continue;
      PartyName name = PartyName.of(entity.name(), entity.company());
      if (companies.add(name.key())) company(like, name);
    }
    Set<String> types = new TreeSet<>();
    for (var deal : said.deals()) types.add(deal.type().id());
    for (String type : types) type(like, type);
    words(like, said.article().language(), said.article().text());
    like.add(new TermQuery(new Term(Documents.ARTICLE_ID, id)), Occur.MUST_NOT);
    return like.build();
  }

  private static void company(BooleanQuery.Builder like, PartyName name) {
    if (name.key().isEmpty()) return;
    var term = new TermQuery(new Term("company.id", name.key()));
    like.add(new BoostQuery(new ConstantScoreQuery(term), COMPANY), Occur.SHOULD);
  }

  private static void type(BooleanQuery.Builder like, String type) {
    var term = new TermQuery(new Term("type", type));
    like.add(new BoostQuery(new ConstantScoreQuery(term), TYPE), Occur.SHOULD);
  }

  private void words(BooleanQuery.Builder like, @Nullable Language language, String text)
      throws IOException {
    var more = new MoreLikeThis(searcher.getIndexReader());
    more.setAnalyzer(Analysis.standard().of(language == null ? null : language.code()));
    more.setMinTermFreq(1);
    more.setMinDocFreq(2);
    more.setMaxDocFreqPct(20);
    more.setMinWordLen(3);
    more.setMaxQueryTerms(MOST_WORDS);
    more.setBoost(true);
    more.setFieldNames(new String[] {"text"});
    like.add(more.like("text", new StringReader(text)), Occur.SHOULD);
  }
}
