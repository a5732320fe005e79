package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.LoadTestException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Length of the committed log of a running exchange. */
final class CommitPosition {

    private static final Pattern LINE = Pattern.compile("(?m)^flowex_cluster_commit_position_bytes\\S* (\\S+)$");

    private CommitPosition() {}

    /**
     * Returns the length in bytes.
     *
     * @throws LoadTestException if the exchange has no such metric
     */
    static double of(URI url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String metrics = client.send(
                            HttpRequest.newBuilder(url.resolve("/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher line = LINE.matcher(metrics);
            if (!line.find()) {
                throw new LoadTestException("the exchange does not say how long its log is");
            }
            return Double.parseDouble(line.group(1));
        }
    }
}
