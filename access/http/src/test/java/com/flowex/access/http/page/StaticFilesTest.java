package com.flowex.access.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files of the page, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticFilesTest {

    private final TestStand stand = TestStand.fresh();
    private final TestServer web = TestServer.with(
            stand, builder -> builder.routes(new Routes().get("/api", Access.PUBLIC, _ -> Answer.ok(Map.of())))
                    .files("/", "files"));

    @AfterAll
    void stop() {
        web.close();
        stand.close();
    }

    @Test
    void filesAreServedBehindTheRoutesAndCompressedOnRequest() {
        TestAnswer page = web.get("/", "");
        assertEquals(200, page.status());
        assertTrue(page.text().contains("<title>FlowEx</title>"));
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'self'"), policy);
        assertTrue(policy.contains("object-src 'none'; frame-src 'none'"), policy);
        assertEquals("no-cache", page.header("Cache-Control"));
        TestAnswer zipped = web.send(web.request("/index.html", "").header("Accept-Encoding", "gzip, br"));
        assertEquals("gzip", zipped.header("Content-Encoding"));
        assertEquals("Accept-Encoding", zipped.header("Vary"));
        assertTrue(zipped.text().length() < page.text().length() / 2);
        TestAnswer again = web.send(web.request("/", "").header("If-None-Match", page.header("ETag")));
        assertEquals(304, again.status());
        TestAnswer asset = web.get("/assets/dot-1a2b3c.png", "");
        assertEquals("image/png", asset.header("Content-Type"));
        assertTrue(asset.header("Cache-Control").contains("immutable"));
        // A worker obeys the policy of its own script: one that forbids everything would keep it from fetching
        // anything.
        assertTrue(web.get("/worker.js", "").header("Content-Security-Policy").contains("connect-src 'self'"));
        assertEquals("{}", web.get("/api", "").text());
        assertEquals(404, web.get("/none.html", "").status());
        assertEquals(404, web.get("/%2e%2e/logback-test.xml", "").status());
        assertEquals(404, web.get("/assets/", "").status());
    }

    /** The build of the page compresses its assets; the server only chooses. */
    @Test
    void anAssetIsSentInTheCodingThatItsClientLikesBest() {
        String path = "/assets/app-4d5e6f.js";
        Map<String, String> lengths = Map.of("", "796", "gzip", "188", "br", "117");
        Map<String, String> tags = new HashMap<>();
        for (String coding : lengths.keySet()) {
            String accepted = coding.isEmpty()
                    ? "deflate"
                    : "br;q=0.5, gzip;q=0.5, %s;q=0".formatted(coding.equals("br") ? "gzip" : "br");
            // No part of a file is sent: the answer to a range is the whole.
            TestAnswer answer = web.send(
                    web.request(path, "").header("Accept-Encoding", accepted).header("Range", "bytes=0-9"));
            assertEquals(200, answer.status());
            TestAnswer head = web.send(web.request(path, "").HEAD().header("Accept-Encoding", accepted));
            for (TestAnswer each : List.of(answer, head)) {
                assertEquals(coding, each.header("Content-Encoding"));
                assertEquals(lengths.get(coding), each.header("Content-Length"));
                assertEquals("Accept-Encoding", each.header("Vary"));
                assertEquals(answer.header("ETag"), each.header("ETag"));
            }
            tags.put(answer.header("ETag"), accepted);
        }
        assertEquals(3, tags.size(), tags.toString());
        tags.forEach((tag, accepted) -> tags.keySet().forEach(known -> {
            TestAnswer again = web.send(web.request(path, "")
                    .header("Accept-Encoding", accepted)
                    .header("If-None-Match", "\"other\", W/" + known));
            assertEquals(known.equals(tag) ? 304 : 200, again.status(), accepted + " with " + known);
        }));
        assertEquals(404, web.get(path + ".br", "").status());
    }
}
