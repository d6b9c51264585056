package milliard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  @Test
  void yamlReadsAsJson() throws Exception {
    Json header =
        Json.readYaml(
            """
            published: 2025-08-22
            deals:
              - type: funding
                main: true
                company: [Alice & Bob]
            """);
    assertThat(header.write())
        .isEqualTo(
            "{\"published\":\"2025-08-22\",\"deals\":"
                + "[{\"type\":\"funding\",\"main\":true,\"company\":[\"Alice & Bob\"]}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: .nan", "a: -.inf", "a: [1", "--- 1\n--- 2\n", ""})
  void whatJsonCannotSayIsToldAsAFaultOfTheText(String yaml) {
    assertThatThrownBy(() -> Json.readYaml(yaml)).isInstanceOf(Json.JsonException.class);
  }
}
