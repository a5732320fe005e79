package com.flowex.app.cli;

import com.flowex.app.process.SignerProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./flowex signer}: runs the signer until the process is ended. */
@Command
final class SignerTool implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        SignerProcess.main(new String[0]);
        Thread.currentThread().join();
        return 0;
    }
}
