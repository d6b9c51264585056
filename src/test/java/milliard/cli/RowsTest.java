package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jerolba.carpet.CarpetReader;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  /** A row of each kind of column. */
  public record Row(
      String name,
      @Nullable BigDecimal amountValue,
      @Nullable LocalDate day,
      int count,
      boolean main) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "Meta, \"the\" group", new BigDecimal("1E+10"), LocalDate.of(2025, 8, 22), 2, true),
          new Row("=HYPERLINK(\"http://x\")", null, null, 0, false),
          new Row("-2+3", new BigDecimal("0.5"), null, -1, false),
          new Row("@cmd", null, null, 0, false));

  @Test
  void csvIsQuotedAndNoCellIsAFormula() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var csv = new Rows.Csv<>(out, Row.class)) {
      for (Row row : ROWS) csv.write(row);
    }
    assertThat(out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(
            """
            name,amount_value,day,count,main
            "Meta, ""the"" group",10000000000,2025-08-22,2,true
            "'=HYPERLINK(""http://x"")",,,0,false
            '-2+3,0.5,,-1,false
            '@cmd,,,0,false
            """);
  }

  @Test
  void parquetGivesBackTheRows(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("rows.parquet");
    try (var parquet = new Rows.Parquet<>(Files.newOutputStream(file), Row.class)) {
      for (Row row : ROWS) parquet.write(row);
    }
    List<ReadRow> back = new CarpetReader<>(file.toFile(), ReadRow.class).toList();
    assertThat(back).hasSize(4);
    assertThat(back.getFirst().name()).isEqualTo("Meta, \"the\" group");
    assertThat(back.getFirst().amount_value()).isEqualByComparingTo("10000000000");
    assertThat(back.get(2).amount_value()).isEqualByComparingTo("0.5");
    assertThat(back.get(1).day()).isNull();
  }

  /** The columns by their names in the file. */
  public record ReadRow(
      String name,
      @Nullable BigDecimal amount_value,
      @Nullable LocalDate day,
      int count,
      boolean main) {}
}
