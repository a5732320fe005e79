package com.flowex.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the product's modules. */
final class Modules {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Modules() {}

    /**
     * Every file below a folder that modules have.
     *
     * @param folder for example "src/main/java"
     * @param ending of the files' names
     */
    static List<Path> files(String folder, String ending) {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> services = Files.list(ROOT.resolve("services"))) {
            return Stream.concat(top, services)
                    .map(module -> module.resolve(folder))
                    .filter(Files::isDirectory)
                    .flatMap(Modules::below)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
