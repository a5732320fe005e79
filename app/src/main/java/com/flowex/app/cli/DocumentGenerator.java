package com.flowex.app.cli;

import com.flowex.app.cli.command.GeneratedFiles;
import com.flowex.app.metrics.ShowMetrics;
import java.io.IOException;
import java.nio.file.Path;

/** Writes all files that are generated from the code; Maven runs it in every build of this module. */
public final class DocumentGenerator {

    private DocumentGenerator() {}

    /**
     * Writes the files.
     *
     * @param arguments root of the checkout
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        GeneratedFiles.write(root, ShowSettings.documents());
        GeneratedFiles.write(root, ShowMetrics.documents());
    }
}
