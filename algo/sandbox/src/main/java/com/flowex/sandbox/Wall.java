package com.flowex.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Programs of util-linux in front of the process's own command line: namespaces, a user and limits. The strongest
 * combination that this machine permits is probed once.
 */
final class Wall {

    private static final String USER = "USER";
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"));

    // Numbers of users without a name: each process has one, so that none can signal or inspect another.
    private static final int USERS_FIRST = 1_000_000_000;
    private static final int USERS = 1_000_000_000;

    private static final long PROBE_SECONDS = 60;

    private final List<String> prefix;
    private final Confinement confinement;

    private Wall(List<String> prefix, Confinement confinement) {
        this.prefix = prefix;
        this.confinement = confinement;
    }

    Confinement confinement() {
        return confinement;
    }

    /** Returns a command line behind this wall. */
    List<String> command(List<String> program) {
        String user = Integer.toString(USERS_FIRST + ThreadLocalRandom.current().nextInt(USERS));
        List<String> command = new ArrayList<>();
        prefix.forEach(word -> command.add(word.replace(USER, user)));
        command.addAll(program);
        return command;
    }

    /**
     * Finds the strongest wall behind which a program can run.
     *
     * @param program command line of a program that ends with 0 if it can run
     * @param files files that the program must be able to read
     */
    static Wall probe(List<String> program, List<Path> files) {
        List<String> test = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "while [ \"$1\" != -- ]; do [ -r \"$1\" ] || exit 1; shift; done; shift; exec \"$@\"",
                "sh"));
        files.forEach(file -> test.add(file.toString()));
        test.add("--");
        test.addAll(program);
        for (Wall wall : candidates()) {
            if (runs(wall.command(test))) {
                return wall;
            }
        }
        return new Wall(List.of(), new Confinement(false, false, false, false));
    }

    private static List<Wall> candidates() {
        Optional<String> unshare = tool("unshare");
        Optional<String> setpriv = tool("setpriv");
        Optional<String> prlimit = tool("prlimit");
        List<String> spaces = List.of("--net", "--ipc", "--uts", "--pid", "--mount-proc", "--fork", "--kill-child");
        List<String> user = List.of(
                "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--no-new-privs", "--bounding-set=-all");
        List<Wall> walls = new ArrayList<>();
        if (unshare.isPresent()) {
            if (setpriv.isPresent()) {
                List<String> both = joined(unshare.get(), spaces, List.of(setpriv.get()), user);
                prlimit.ifPresent(limit -> walls.add(new Wall(
                        joined(limit, limits(true), both, List.of()), new Confinement(true, true, true, true))));
                walls.add(new Wall(both, new Confinement(true, true, true, false)));
            }
            List<String> own = joined(unshare.get(), List.of("--user"), spaces, List.of());
            prlimit.ifPresent(limit -> walls.add(
                    new Wall(joined(limit, limits(false), own, List.of()), new Confinement(true, true, false, true))));
            walls.add(new Wall(own, new Confinement(true, true, false, false)));
            walls.add(new Wall(List.of(unshare.get(), "--user", "--net"), new Confinement(true, false, false, false)));
        }
        setpriv.ifPresent(tool -> walls.add(
                new Wall(joined(tool, user, List.of(), List.of()), new Confinement(false, false, true, false))));
        prlimit.ifPresent(limit -> walls.add(new Wall(
                joined(limit, limits(false), List.of(), List.of()), new Confinement(false, false, false, true))));
        return walls;
    }

    /** Returns limits of the kernel: the number of processes is one of the user, so it needs a user of its own. */
    private static List<String> limits(boolean ownUser) {
        List<String> limits = new ArrayList<>(List.of("--fsize=0", "--core=0", "--nofile=128"));
        if (ownUser) {
            limits.add("--nproc=64");
        }
        return limits;
    }

    private static List<String> joined(String program, List<String> first, List<String> second, List<String> third) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(first);
        words.addAll(second);
        words.addAll(third);
        return List.copyOf(words);
    }

    private static Optional<String> tool(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static boolean runs(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            Process probe = builder.start();
            probe.getOutputStream().close();
            if (probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return probe.exitValue() == 0;
            }
            probe.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
