package com.flowex.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of FlowEx on this machine that outlives its starter. A file has its id and start time, so that another
 * process that gets the id later is not mistaken for it.
 */
public final class DetachedProcess {
    private static final String READY = "FlowEx is ready at ";

    private final Path directory;
    private final String name;
    private final Map<String, String> environment;

    public DetachedProcess(Path directory, String name, Map<String, String> environment) {
        this.directory = directory;
        this.name = name;
        this.environment = environment;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return directory.resolve(name + ".log");
    }

    private Path note() {
        return directory.resolve(name + ".pid");
    }

    /** Starts it in a session of its own, unless it is running. */
    public void launchIfGone() throws IOException {
        if (isAlive()) {
            return;
        }
        // Folder of FlowEx's files; ./flowex runs there.
        Path root =
                Path.of(System.getProperty("flowex.root", ".")).toAbsolutePath().normalize();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("build/jvm.options"));
        command.add("@" + root.resolve("build/launcher.options"));
        Optional.ofNullable(environment.get("FLOWEX_HEAP_MAX")).ifPresent(heap -> command.add("-Xmx" + heap));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        Files.createDirectories(directory);
        if (Files.exists(log())) {
            // Why it ended is read after it was started again.
            Files.move(log(), directory.resolve(name + ".before.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(log(), "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Files.writeString(note(), process.pid() + " " + begun(process.toHandle()) + "\n");
    }

    private static String begun(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(note())) {
            return Optional.empty();
        }
        String[] noted = Files.readString(note()).strip().split(" ", 2);
        return ProcessHandle.of(Long.parseLong(noted[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> begun(process).equals(noted[1]));
    }

    public boolean isAlive() throws IOException {
        return process().isPresent();
    }

    /** Returns its id; 0 while it does not run. */
    public long pid() throws IOException {
        return process().map(ProcessHandle::pid).orElse(0L);
    }

    /** Returns true if it has reported ready since it was started. */
    public boolean isReady() throws IOException {
        return !address().isEmpty();
    }

    /** Returns the address that it reported; empty while it has not. */
    public String address() throws IOException {
        if (!Files.exists(log())) {
            return "";
        }
        String text = Files.readString(log());
        int begin = text.lastIndexOf(READY);
        return begin < 0 ? "" : text.substring(begin + READY.length()).split(" ", 2)[0];
    }

    public String lastLine() throws IOException {
        return Files.readString(log()).lines().reduce((_, last) -> last).orElse("it said nothing");
    }

    public void requestStop() throws IOException {
        process().ifPresent(ProcessHandle::destroy);
    }
}
