package com.flowex.systemtests;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the product's modules. */
final class Modules {

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();

    /** Clients are programs of others. */
    private static final Pattern MODULE = Pattern.compile("<module>((?!clients/)(?!.*-clients/).+?)</module>");

    private Modules() {}

    /**
     * Every file below a folder that modules have.
     *
     * @param folder for example "src/main/java"
     * @param ending suffix of the files' names
     */
    static List<Path> files(String folder, String ending) {
        try {
            return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                    .results()
                    .map(module -> ROOT.resolve(module.group(1)).resolve(folder))
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
