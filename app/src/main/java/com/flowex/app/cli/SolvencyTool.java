package com.flowex.app.cli;

import com.flowex.app.cli.command.CallerPath;
import com.flowex.wallet.api.solvency.ProofTool;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./flowex solvency verify FILE [PUBLISHED]}: checks a proof or a publication without an exchange. */
@Command
final class SolvencyTool {

    @Command(description = "Check a customer's proof, or what the exchange publishes.")
    int verify(
            @Parameters(paramLabel = "FILE", converter = CallerPath.class, description = "the proof or the publication")
                    Path file,
            @Parameters(
                            paramLabel = "PUBLISHED",
                            arity = "0..1",
                            converter = CallerPath.class,
                            description = "the exchange's publication, to compare a proof with")
                    Optional<Path> published) {
        return ProofTool.verify(file, published);
    }
}
