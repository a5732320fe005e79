package com.flowex.simulator.injection.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.injection.MachineCapabilities;
import com.flowex.simulator.lobster.BadInputException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Machines whose every frame is late, where the kernel does not do it: for that only root can do this test. */
@Tag("process")
@Timeout(600)
class DelayingSwitchTest {

    private static final int LATE_MILLIS = 200;
    private static final long TRY_MILLIS = 50;

    @TempDir
    private Path folder;

    @Test
    void everyFrameIsLateAndWhole() throws IOException, InterruptedException {
        byte[] large = new byte[4 << 20];
        new Random(1).nextBytes(large);
        Files.write(folder.resolve("large"), large);
        try (ChaosNetwork network = opened()) {
            serve(network, "one", folder);
            awaitServed(network, "one");

            network.delay(LATE_MILLIS);
            long start = System.nanoTime();
            byte[] late = get(network, "one");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertArrayEquals(large, late);
            assertTrue(millis >= 2 * LATE_MILLIS, "the greeting and the answer took " + millis + " ms");

            network.mend();
            assertEquals(
                    "", SystemCommands.run("ip netns pids " + network.namespace("switch")), "nobody stands between");
            assertArrayEquals(large, get(network, "one"));
            network.delay(0);
            assertArrayEquals(large, get(network, "one"), "it can be had again");
        }
    }

    private static ChaosNetwork opened() throws InterruptedException {
        try {
            MachineCapabilities.find();
        } catch (BadInputException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
        ChaosNetwork network = new ChaosNetwork(List.of("one", "other"), false, System.out);
        try {
            network.open();
        } catch (IOException e) {
            network.close();
            throw new TestAbortedException("no networks of our own: " + e.getMessage(), e);
        }
        return network;
    }

    /** The JDK's own server of files; it ends with its network. */
    private static void serve(ChaosNetwork network, String host, Path files) throws IOException {
        List<String> command = new ArrayList<>(network.on(host));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-m", "jdk.httpserver", "-b", "0.0.0.0", "-p", "8000", "-d", files.toString()));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitServed(ChaosNetwork network, String host) throws InterruptedException {
        while (!isServed(network, host)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TRY_MILLIS));
        }
    }

    private static boolean isServed(ChaosNetwork network, String host) throws InterruptedException {
        try {
            return get(network, host).length > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Over a connection of its own. */
    private static byte[] get(ChaosNetwork network, String host) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMinutes(2))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + network.address(host) + ":8000/large"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }
}
