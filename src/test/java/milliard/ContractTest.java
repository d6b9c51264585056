package milliard;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import milliard.article.Article;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.text.Language;
import milliard.text.Span;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Milliard.class.getResourceAsStream("extract.schema.json"));

  private static void isAsPromised(String answer) {
    assertThat(SCHEMA.validate(answer, InputFormat.JSON)).as("faults of %s", answer).isEmpty();
  }

  private static Span at(String text, String words) {
    int start = text.indexOf(words);
    return new Span(start, start + words.length());
  }

  private static AnnotatedArticle said(Article article) {
    String text = article.text();
    var amount =
        new Amount(
            at(text, "more than $10bn"),
            "more than $10bn",
            new BigDecimal("10E9"),
            new BigDecimal("10E9"),
            null,
            Modality.MORE_THAN,
            "USD");
    var meta = new Entity(EntityType.ORG, at(text, "Meta"), "Meta", "Meta Platforms", "meta");
    var deal =
        new DealMention(
            DealType.CONTRACT,
            Status.SIGNED,
            true,
            0.926,
            List.of(new Argument(Role.CUSTOMER, "Meta Platforms", "Meta", meta.span(), "meta")),
            amount,
            false,
            null,
            null,
            new PartialDate("2025-08"),
            null,
            "cloud",
            null,
            List.of(new Evidence(new Span(0, text.length()), at(text, "signs"), "en/contract/1")));
    return new AnnotatedArticle(
        article, List.of(meta), List.of(amount), List.of(), List.of(), List.of(deal), List.of());
  }

  @Test
  void offsetsAreCodePoints() throws Exception {
    var article = Article.ofText("🚀🚀 Meta signs for more than $10bn", Language.ENGLISH, null);
    Json json = Contract.write(new Json.Str("a1"), said(article));
    isAsPromised(json.write());
    assertThat(json.write())
        .isEqualTo(
            """
            {"id":"a1","lang":"en","text":"🚀🚀 Meta signs for more than $10bn",\
            "entities":[{"type":"ORG","start":3,"end":7,"text":"Meta","name":"Meta Platforms","company":"meta"}],\
            "amounts":[{"text":"more than $10bn","start":18,"end":33,"value":10000000000,"low":10000000000,"high":null,"modality":"more_than","currency":"USD"}],\
            "percents":[],"dates":[],\
            "deals":[{"type":"contract","status":"signed","main":true,"confidence":0.93,\
            "roles":[{"role":"customer","name":"Meta Platforms","text":"Meta","start":3,"end":7,"company":"meta"}],\
            "amount":{"text":"more than $10bn","start":18,"end":33,"value":10000000000,"low":10000000000,"high":null,"modality":"more_than","currency":"USD"},\
            "valuation":null,"stake":null,"date":"2025-08","duration":null,"subject":"cloud",\
            "evidence":[{"start":0,"end":33,"trigger":{"start":8,"end":13,"text":"signs"},"rule":"en/contract/1"}]}]}\
            """);
  }

  @Test
  void placesInAHeadlineOutsideTheTextSaySo() {
    var article =
        new Article(
            URI.create("https://news.example/a"),
            Language.ENGLISH,
            "Meta signs for more than $10bn",
            List.of("Ada Byron"),
            null,
            null,
            null,
            null,
            List.of(),
            null,
            null,
            false,
            "The deal is big.");
    Json json = Contract.write(null, said(article));
    isAsPromised(json.write());
    assertThat(json.string("text")).contains("The deal is big.");
    assertThat(json.get("entities").orElseThrow().elements()).isEmpty();
    Json role =
        json.get("deals")
            .orElseThrow()
            .elements()
            .getFirst()
            .get("roles")
            .orElseThrow()
            .elements()
            .getFirst();
    assertThat(role.string("in")).contains("headline");
    assertThat(role.string("start")).contains("0");
  }

  @Test
  void aBadLineIsAnsweredWithItsFault() {
    var contract = new Contract(Milliard.open());
    assertThat(contract.answerLine("{\"id\":7}"))
        .isEqualTo(
            "{\"id\":7,\"error\":\"neither \\\"text\\\" nor \\\"html\\\": expected one of them\"}");
    isAsPromised(contract.answerLine("{"));
    assertThat(SCHEMA.validate("{\"text\":1}", InputFormat.JSON)).isNotEmpty();
    assertThat(contract.answerLine("[1]")).contains("expected an object");
    assertThat(contract.answerLine("{\"id\":1,")).contains("not JSON").contains("column");
    assertThat(contract.answerLine("{\"id\":1,\"text\":\"a\",\"lang\":\"!!\"}"))
        .contains("expected a language as fr or en");
    assertThat(contract.answerLine("{\"id\":1,\"text\":\"a\",\"published\":\"yesterday\"}"))
        .contains("expected 2025-08-22");
    assertThat(contract.answerLine("{\"id\":1,\"text\":3}")).contains("expected a string");
  }
}
