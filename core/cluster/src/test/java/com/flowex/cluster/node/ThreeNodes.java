package com.flowex.cluster.node;

import com.flowex.cluster.archive.ArchiveFolder;
import com.flowex.cluster.remote.RemoteExchange;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.RemoteConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Three nodes, each a process, and whoever uses them. */
final class ThreeNodes implements AutoCloseable {
    /** How long a client waits for an answer. */
    static final Duration ANSWER = Duration.ofSeconds(5);

    static final int COUNT = 3;

    private static final int PORTS = 7;

    private final Path directory;
    private final long commandsPerSnapshot;
    private final Optional<Path> archive;
    private final MemberList members;
    private final List<Child> nodes = new ArrayList<>();

    ThreeNodes(Path directory, long commandsPerSnapshot) throws IOException {
        this(directory, commandsPerSnapshot, Optional.empty());
    }

    /** @param archive folder of what leaves their disks; nothing does where there is none */
    ThreeNodes(Path directory, long commandsPerSnapshot, Optional<Path> archive) throws IOException {
        this.archive = archive;
        this.directory = directory;
        this.commandsPerSnapshot = commandsPerSnapshot;
        List<String> list = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        for (int id = 0; id < COUNT; id++) {
            int port = freePorts(taken);
            taken.add(port);
            list.add(id + "=localhost:" + port);
        }
        members = MemberList.parse(String.join(",", list));
        for (int id = 0; id < COUNT; id++) {
            nodes.add(launch(id));
        }
    }

    /** The first of seven that are free now. */
    private static int freePorts(List<Integer> taken) {
        Random random = new Random();
        while (true) {
            int first = 20_000 + random.nextInt(10_000);
            boolean apart = taken.stream().allMatch(other -> Math.abs(other - first) >= PORTS);
            if (apart && areFree(first)) {
                return first;
            }
        }
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + PORTS; port++) {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (SocketException taken) {
                return false;
            }
        }
        return true;
    }

    private Child launch(int id) throws IOException {
        StringBuilder list = new StringBuilder();
        for (MemberList.Member member : members.all()) {
            list.append(list.isEmpty() ? "" : ",")
                    .append(member.id())
                    .append('=')
                    .append(member.host())
                    .append(':')
                    .append(member.basePort());
        }
        List<String> arguments = new ArrayList<>(List.of(
                data(id).toString(), list.toString(), Integer.toString(id), Long.toString(commandsPerSnapshot)));
        archive.map(Path::toString).ifPresent(arguments::add);
        return Child.start(MemberProcess.class, output(id), arguments.toArray(String[]::new));
    }

    Path data(int id) {
        return directory.resolve("node" + id);
    }

    Path output(int id) {
        return directory.resolve("output" + id);
    }

    String printed(int id) {
        try {
            return Files.exists(output(id)) ? Files.readString(output(id)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RemoteExchange connect(String name) {
        return RemoteExchange.connect(
                new RemoteConfig(
                        directory.resolve(name), members, "localhost", 4_096, ANSWER, archive.map(ArchiveFolder::new)),
                () -> false);
    }

    void kill(int id) throws InterruptedException {
        nodes.get(id).kill();
    }

    /** Sends a signal by its name without SIG. */
    void signal(int id, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(nodes.get(id).pid()))
                .start()
                .waitFor();
    }

    /** Waits until the last thing that a node said is that it follows. */
    void awaitFollower(int id) {
        Waiting.until(
                () -> printed(id).lines().reduce((_, last) -> last).orElse("").startsWith("follower"));
    }

    void startAgain(int id) throws IOException {
        nodes.set(id, launch(id));
    }

    @Override
    public void close() {
        nodes.forEach(Child::close);
    }
}
