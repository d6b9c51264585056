package milliard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import milliard.json.Json;

/** The OpenAPI document that a server gives, to hold its answers against. */
final class OpenApi {
  private static final String BASE = "https://milliard.example/api/v1/";

  private final Json document;
  private final SchemaRegistry schemas;

  private OpenApi(String document, String extract) throws Exception {
    this.document = Json.read(document);
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(
                    Map.of(
                        BASE + "openapi.json", document, BASE + "extract.schema.json", extract)));
  }

  static OpenApi of(URI server) throws Exception {
    var api = new OpenApi(get(server, "openapi.json"), get(server, "extract.schema.json"));
    assertThat(api.document.string("openapi"))
        .hasValueSatisfying(v -> assertThat(v).startsWith("3.1."));
    return api;
  }

  private static String get(URI server, String name) throws Exception {
    URI address = server.resolve("/api/v1/" + name);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  /** The routes that it describes, as {@code get /api/v1/deals}. */
  Set<String> routes() {
    Set<String> described = new TreeSet<>();
    if (document.get("paths").orElseThrow() instanceof Json.Obj(var paths)) {
      paths.forEach((path, item) -> {
        for (String method : List.of("get", "post")) {
          if (item.get(method).isPresent()) described.add(method + " " + path);
        }
      });
    }
    return described;
  }

  /** An answer that is as the document promises for this path, method, status and media type. */
  Json promised(String template, String method, HttpResponse<String> answer) throws Exception {
    Json responses = at(document, "paths", template, method, "responses");
    String status = String.valueOf(answer.statusCode());
    String key = responses.get(status).isPresent() ? status : "default";
    assertThat(responses.get(key)).as("%s %s answers %s", method, template, status).isPresent();
    String pointer = "/paths/" + escaped(template) + "/" + method + "/responses/" + key;
    Json response = responses.get(key).orElseThrow();
    if (response.string("$ref").isPresent()) {
      pointer = response.string("$ref").orElseThrow().substring(1);
      response =
          at(document, "components", "responses", pointer.substring(pointer.lastIndexOf('/') + 1));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    assertThat(response.get("content").orElseThrow().get(type))
        .as("%s of %s", type, template)
        .isPresent();
    check(pointer + "/content/" + escaped(type) + "/schema", answer.body());
    return Json.read(answer.body());
  }

  /** Checks JSON against a schema of the document's components. */
  void isA(String name, String json) {
    check("/components/schemas/" + name, json);
  }

  private void check(String pointer, String json) {
    Schema schema = schemas.getSchema(SchemaLocation.of(BASE + "openapi.json#" + pointer));
    assertThat(schema.validate(json, InputFormat.JSON))
        .as("faults against %s of %s", pointer, json)
        .isEmpty();
  }

  private static Json at(Json json, String... names) {
    Json at = json;
    for (String name : names) at = at.get(name).orElseThrow();
    return at;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
