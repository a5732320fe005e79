package com.flowex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Wall of this machine and class path behind it: found at the first use, the same for all sandboxes.
 *
 * @param classPath files that every process can read
 */
record Machine(Wall wall, List<Path> classPath) {

    private static final class Holder {
        static final Machine CURRENT = find();
    }

    static Machine current() {
        return Holder.CURRENT;
    }

    private static Machine find() {
        List<Path> classPath = ChildCommand.classPath();
        Wall wall = Wall.probe(ChildCommand.probe(), classPath);
        if (wall.confinement().user()) {
            return new Machine(wall, classPath);
        }
        // A user of its own cannot read files below a closed folder, such as the home of root.
        try {
            List<Path> copies = copy(classPath);
            Wall better = Wall.probe(ChildCommand.probe(), copies);
            return better.confinement().user() ? new Machine(better, copies) : new Machine(wall, classPath);
        } catch (IOException e) {
            return new Machine(wall, classPath);
        }
    }

    private static List<Path> copy(List<Path> sources) throws IOException {
        Path folder = Files.createTempDirectory("flowex-strategy-classes-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "sandbox-classes"));
        open(folder);
        List<Path> copies = new ArrayList<>();
        for (Path source : sources) {
            Path copy = folder.resolve(copies.size() + "-" + source.getFileName());
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path target = copy.resolve(source.relativize(file).toString());
                    Files.copy(file, target);
                    open(target);
                }
            }
            copies.add(copy);
        }
        return copies;
    }

    /** Lets all users read a file, or enter a folder. */
    private static void open(Path path) throws IOException {
        if (!path.toFile().setReadable(true, false) || !path.toFile().setExecutable(true, false)) {
            throw new IOException("the mode of " + path + " cannot be changed");
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
