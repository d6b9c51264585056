package milliard.cli;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows on their way to a file: a record's components are the columns. */
sealed interface Rows<T> extends Closeable {
  /** Writes one. */
  void write(T row) throws IOException;

  /**
   * RFC 4180 with a header line. A cell that a spreadsheet would take for a formula has an
   * apostrophe in front.
   */
  final class Csv<T extends Record> implements Rows<T> {
    private final CsvWriter csv;
    private final RecordComponent[] columns;

    Csv(OutputStream out, Class<T> type) {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      csv = CsvWriter.builder().build(writer);
      columns = type.getRecordComponents();
      List<String> names = new ArrayList<>();
      for (RecordComponent column : columns) names.add(snake(column.getName()));
      csv.writeRecord(names);
    }

    @Override
    public void write(T row) {
      List<String> cells = new ArrayList<>();
      for (RecordComponent column : columns) {
        try {
          cells.add(cell(column.getAccessor().invoke(row)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("a record's accessor is callable", e);
        }
      }
      csv.writeRecord(cells);
    }

    @Override
    public void close() throws IOException {
      csv.close();
    }
  }

  /** A value as a cell, guarded if it is text. */
  static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      case Number number -> number.toString();
      default -> guarded(value.toString());
    };
  }

  private static String guarded(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** {@code leadInvestor} as {@code lead_investor}. */
  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Apache Parquet; money as decimal(38, 6). */
  final class Parquet<T extends Record> implements Rows<T> {
    private final CarpetWriter<T> parquet;

    Parquet(OutputStream out, Class<T> type) throws IOException {
      parquet =
          new CarpetWriter.Builder<>(out, type)
              .withDefaultDecimal(38, 6)
              .withBigDecimalScaleAdjustment(RoundingMode.HALF_UP)
              .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
              .build();
    }

    @Override
    public void write(T row) throws IOException {
      parquet.write(row);
    }

    @Override
    public void close() throws IOException {
      parquet.close();
    }
  }
}
