package milliard.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
