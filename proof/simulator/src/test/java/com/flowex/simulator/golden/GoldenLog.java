package com.flowex.simulator.golden;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import com.flowex.engine.RandomLog;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log as it was written with one version of the schema: the requests with their times, the state half-way, and the
 * line of {@link Replayed#end}. {@link #main} writes some with the present version; a committed one is never written again.
 */
final class GoldenLog {

    /** The log of the newest rules: a released version's files stay as they are. */
    private static final int VERSION = RulesVersion.NEWEST;

    /**
     * All logs of the present schema, by version of the rules and seed; together they reach everything that a log can reach. Those of
     * later rules adopt them in the middle.
     */
    static final List<String> PRESENT = List.of(
            "1", "1-23", "1-37", "1-65", "1-75", "1-122", "2-11", "2-18", "2-27", "2-211", "2-301", "2-401", "2-402",
            "2-501", "3-603", "3-607", "3-702", "3-703", "4-4537", "4-5029", "5-5051", "5-5054", "6-6201", "6-6382",
            "6-7010", "6-7019", "6-7059", "7-7021", "7-7082", "7-7299", "8-29", "8-59", "9-4", "9-9", "10-11", "11-59",
            "12-60", "13-22", "13-60", "14-157", "15-9", "15-60", "15-149", "15-157", "16-10", "16-18", "16-103",
            "16-126", "16-142", "17-27", "17-39");

    private static final int COMMANDS = 3_000;

    private GoldenLog() {}

    /**
     * Writes logs of the present schema version to the folder given first; the seeds come behind it. A seed may name its number
     * of commands ({@code 6382:3308}), so that the state half-way is one that a log seldom has.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            int colon = argument.indexOf(':');
            String seed = colon < 0 ? argument : argument.substring(0, colon);
            int commands = colon < 0 ? COMMANDS : Integer.parseInt(argument.substring(colon + 1));
            write(folder, VERSION + "-" + seed, RandomLog.of(Long.parseLong(seed), commands));
        }
    }

    private static void write(Path folder, String name, List<RandomLog.Entry> log) throws IOException {
        Replayed replayed = new Replayed(new Exchange());
        List<StateRecord> halfway = List.of();
        for (int i = 0; i < log.size(); i++) {
            if (i == log.size() / 2) {
                halfway = replayed.state();
            }
            replayed.apply(log.get(i).command(), log.get(i).timeNanos());
        }
        Files.write(folder.resolve("requests-" + name + ".bin.gz"), requests(log));
        Files.write(folder.resolve("state-" + name + ".bin.gz"), states(halfway));
        Files.writeString(folder.resolve("answers-" + name + ".txt"), replayed.end() + "\n");
    }

    private static byte[] requests(List<RandomLog.Entry> log) throws IOException {
        RequestCodec codec = new RequestCodec();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RequestCodec.LENGTH_MAX]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            for (int i = 0; i < log.size(); i++) {
                int length = codec.encode(new Request(i, log.get(i).command()), buffer, 0);
                out.writeLong(log.get(i).timeNanos());
                out.writeInt(length);
                out.write(buffer.byteArray(), 0, length);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] states(List<StateRecord> records) throws IOException {
        StateCodec codec = new StateCodec();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[StateCodec.LENGTH_MAX]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            for (StateRecord each : records) {
                int length = codec.encode(each, buffer, 0);
                out.writeInt(length);
                out.write(buffer.byteArray(), 0, length);
            }
        }
        return bytes.toByteArray();
    }

    /** The committed requests of a log. */
    static List<RandomLog.Entry> requests(String name) throws IOException {
        RequestCodec codec = new RequestCodec();
        List<RandomLog.Entry> log = new ArrayList<>();
        try (DataInputStream in = open("requests-" + name + ".bin.gz")) {
            while (in.available() > 0) {
                long timeNanos = in.readLong();
                byte[] message = in.readNBytes(in.readInt());
                Request request = understood(codec.decode(new UnsafeBuffer(message), 0, message.length));
                log.add(new RandomLog.Entry(request.command(), timeNanos));
            }
        }
        return log;
    }

    /** The committed state of a log after half of its requests. */
    static List<StateRecord> halfway(String name) throws IOException {
        StateCodec codec = new StateCodec();
        List<StateRecord> records = new ArrayList<>();
        try (DataInputStream in = open("state-" + name + ".bin.gz")) {
            while (in.available() > 0) {
                byte[] message = in.readNBytes(in.readInt());
                records.add(understood(codec.decode(new UnsafeBuffer(message), 0, message.length)));
            }
        }
        return records;
    }

    /** The committed line of a log. */
    static String answers(String name) throws IOException {
        try (InputStream in = resource("answers-" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private static <T> T understood(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Understood<T>(T value) -> value;
            case Decoded.Garbled<T>(String why) -> throw new AssertionError("a released log is garbled: " + why);
        };
    }

    private static DataInputStream open(String file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(resource(file))) {
            return new DataInputStream(new ByteArrayInputStream(in.readAllBytes()));
        }
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(GoldenLog.class.getResourceAsStream(file), file);
    }
}
