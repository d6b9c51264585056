package milliard.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import milliard.json.Json;

/** Whole answers, with the tag by which a client need not be told the same twice. */
final class Reply {
  private Reply() {}

  static void json(Context ctx, Json json) {
    written(ctx, bytes(json));
  }

  /** JSON that was written before. */
  static void written(Context ctx, byte[] json) {
    write(ctx, json, "application/json");
  }

  static byte[] bytes(Json json) {
    return json.write().getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with a body, or 304 where the client has it. */
  static void write(Context ctx, byte[] body, String type) {
    String tag = tag(body);
    ctx.header("ETag", tag);
    ctx.header("Cache-Control", "no-cache");
    String known = ctx.header("If-None-Match");
    if (known != null && (known.equals("*") || known.contains(tag))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(type);
    ctx.result(body);
  }

  /** A weak tag: the same JSON may travel compressed or not. */
  private static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\""
          + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22)
          + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
