package com.flowex.platform.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Log files of one process: {@code flowex.json} has all lines, {@code error.json} those of errors again; {@code
 * audit.json}, {@code security.json} and {@code performance.json} hold the logs of these names. Each is at most ten
 * files of 10 MB, the newest without a number. Without a folder these logs are off, unless the console writes JSON and
 * has them all.
 */
public final class LogFiles implements AutoCloseable {

    private static final FileSize FILE_MAX = FileSize.valueOf("10MB");

    /** Number of older files beside the current one. */
    private static final int OLDER_MAX = 9;

    /** Name of the console's appender in the launcher's logback.xml. */
    private static final String CONSOLE = "STDERR";

    private final LoggerContext context;
    private final EcsEventEncoder.Source source;
    private final FileSize fileMax;
    private final Map<Logger, List<Appender<ILoggingEvent>>> added = new LinkedHashMap<>();
    private Optional<FileChannel> claim = Optional.empty();

    private LogFiles(LoggerContext context, EcsEventEncoder.Source source, FileSize fileMax) {
        this.context = context;
        this.source = source;
        this.fileMax = fileMax;
    }

    /**
     * Sets the format of the console's lines from now on.
     *
     * @param environment the profile
     * @param node part of FlowEx that this process runs
     */
    public static void console(LoggerContext context, LogSettings settings, String environment, String node) {
        if (settings.format() == LogSettings.Format.JSON) {
            new LogFiles(context, new EcsEventEncoder.Source(environment, node), FILE_MAX).consoleOfJson();
        }
    }

    /**
     * Sends lines to the configured destinations from now on.
     *
     * @param environment the profile
     * @param node part of FlowEx that this process runs
     * @throws StartupException if the folder cannot be written, or belongs to another process
     */
    public static LogFiles open(LoggerContext context, LogSettings settings, String environment, String node) {
        return open(context, settings, new EcsEventEncoder.Source(environment, node), FILE_MAX);
    }

    static LogFiles open(LoggerContext context, LogSettings settings, EcsEventEncoder.Source source, FileSize fileMax) {
        LogFiles files = new LogFiles(context, source, fileMax);
        boolean isJson = settings.format() == LogSettings.Format.JSON;
        settings.directory().ifPresent(files::openIn);
        for (org.slf4j.Logger own : DedicatedLoggers.files()) {
            Logger logger = context.getLogger(own.getName());
            logger.setLevel(isJson || settings.directory().isPresent() ? Level.INFO : Level.OFF);
            logger.setAdditive(isJson);
        }
        settings.reports().ifPresent(dsn -> files.report(dsn, source));
        return files;
    }

    private void consoleOfJson() {
        if (root().getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
            console.stop();
            console.setEncoder(encoder());
            console.start();
        }
    }

    private void openIn(Path directory) {
        try {
            Files.createDirectories(directory);
            claim(directory);
        } catch (IOException e) {
            throw new StartupException("FLOWEX_LOG_DIR names " + directory + ", which cannot be written: " + e, e);
        }
        add(root(), file(directory, "flowex", only(logger -> !DedicatedLoggers.isOwn(logger))));
        ThresholdFilter errors = new ThresholdFilter();
        errors.setLevel("ERROR");
        errors.start();
        add(root(), file(directory, "error", errors));
        for (org.slf4j.Logger own : DedicatedLoggers.files()) {
            String name = own.getName().substring(DedicatedLoggers.PREFIX.length());
            add(context.getLogger(own.getName()), file(directory, name, only(own.getName()::equals)));
        }
    }

    /** Locks the folder: two processes that roll over the same file lose lines of each other. */
    private void claim(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isOurs;
        try {
            isOurs = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            isOurs = false;
        }
        if (!isOurs) {
            channel.close();
            throw new StartupException("FLOWEX_LOG_DIR names " + directory
                    + ", where another process of FlowEx writes its logs: give each a folder of its own");
        }
        claim = Optional.of(channel);
    }

    private RollingFileAppender<ILoggingEvent> file(Path directory, String name, Filter<ILoggingEvent> filter) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setName(name);
        file.setFile(directory.resolve(name + ".json").toString());
        file.setEncoder(encoder());
        file.addFilter(only(logger -> !logger.equals(DedicatedLoggers.MAILBOX.getName())));
        file.addFilter(filter);
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(file);
        older.setMinIndex(1);
        older.setMaxIndex(OLDER_MAX);
        older.setFileNamePattern(directory.resolve(name + ".%i.json").toString());
        older.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> when = new SizeBasedTriggeringPolicy<>();
        when.setContext(context);
        when.setMaxFileSize(fileMax);
        // Checks at every line: between two checks a busy process would write another file's worth.
        when.setCheckIncrement(Duration.buildByMilliseconds(0));
        when.start();
        file.setRollingPolicy(older);
        file.setTriggeringPolicy(when);
        file.start();
        return file;
    }

    private EcsEventEncoder encoder() {
        EcsEventEncoder lines = new EcsEventEncoder(source);
        lines.setContext(context);
        lines.start();
        return lines;
    }

    private static Filter<ILoggingEvent> only(Predicate<String> logger) {
        Filter<ILoggingEvent> filter = new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                return logger.test(event.getLoggerName()) ? FilterReply.NEUTRAL : FilterReply.DENY;
            }
        };
        filter.start();
        return filter;
    }

    private void report(String dsn, EcsEventEncoder.Source to) {
        SentryAppender sent = new SentryAppender(dsn, to.environment(), to.node());
        sent.setContext(context);
        sent.start();
        add(root(), sent);
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void add(Logger logger, Appender<ILoggingEvent> appender) {
        logger.addAppender(appender);
        added.computeIfAbsent(logger, _ -> new ArrayList<>()).add(appender);
    }

    /** Closes the files; later lines go to the console. */
    @Override
    public void close() {
        added.forEach((logger, appenders) -> appenders.forEach(appender -> {
            logger.detachAppender(appender);
            appender.stop();
        }));
        claim.ifPresent(LogFiles::release);
    }

    private static void release(FileChannel claim) {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
