package milliard.money;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import milliard.text.CodePoints;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/** Answers lines {@code {"id","lang","text"}} with the amounts and percentages alone. */
final class ReadJsonLines {
  private ReadJsonLines() {}

  public static void main(String[] args) throws IOException, JsonException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Json request = Json.read(line);
      String text = request.string("text").orElse("");
      var language = Language.of(request.string("lang").orElse("en"));
      var reading = MoneyReader.of(language).read(text);
      CodePoints offsets = CodePoints.of(text);
      List<Json> amounts = new ArrayList<>();
      for (Amount a : reading.amounts()) {
        amounts.add(
            span(offsets, a.span(), a.text())
                .put("value", a.value())
                .put("low", a.low())
                .put("high", a.high())
                .put("modality", a.modality().id())
                .put("currency", a.currency())
                .build());
      }
      List<Json> percents = new ArrayList<>();
      for (Percent p : reading.percents()) {
        percents.add(span(offsets, p.span(), p.text()).put("value", p.value()).build());
      }
      @Nullable Json id = request.get("id").orElse(null);
      out.println(
          Json.object()
              .put("id", id)
              .put("amounts", amounts)
              .put("percents", percents)
              .build()
              .write());
    }
    out.flush();
  }

  private static Json.Builder span(CodePoints offsets, Span span, String text) {
    return Json.object()
        .put("start", offsets.fromChars(span.start()))
        .put("end", offsets.fromChars(span.end()))
        .put("text", text);
  }
}
