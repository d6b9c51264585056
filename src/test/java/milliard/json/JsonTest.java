package milliard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import milliard.json.Json.JsonException;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void whatIsReadIsWritten() throws Exception {
    String text =
        "{\"a\":[1,2.50,-3,10000000000],\"b\":{\"c\":null,\"d\":true},\"é\":\"\\\"\\n😀\"}";
    assertThat(Json.read(text).write()).isEqualTo(text);
  }

  @Test
  void faultsSayWhere() {
    assertThatThrownBy(() -> Json.read("{\"a\":\n tru}"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> Json.read("")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.read("1 2")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.read("[".repeat(1_000))).isInstanceOf(JsonException.class);
  }

  @Test
  void lenientReadsWhatPagesWrite() throws Exception {
    assertThat(Json.readLenient("{/* c */'a': \"x\ny\", b: [1,],}").write())
        .isEqualTo("{\"a\":\"x\\ny\",\"b\":[1]}");
  }

  @Test
  void aMemberThatIsNullIsAbsent() throws Exception {
    Json json = Json.read("{\"a\":null,\"n\":12}");
    assertThat(json.string("a")).isEmpty();
    assertThat(json.string("n")).contains("12");
    assertThat(json.string("zzz")).isEmpty();
  }
}
