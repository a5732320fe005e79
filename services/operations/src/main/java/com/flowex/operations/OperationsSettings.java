package com.flowex.operations;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Settings of the execution of tasks.
 *
 * @param threads number of tasks that a process works on at once
 * @param history time for which ended tasks, health reports and alerts are kept
 */
public record OperationsSettings(int threads, Duration history) {

    public static final OperationsSettings DEFAULTS = new OperationsSettings(4, Duration.ofDays(30));

    private static final int THREADS_MAX = 64;
    private static final int HISTORY_DAYS_MAX = 3_650;

    /** Reads the settings; the reader collects errors instead of throwing. */
    public static OperationsSettings read(SettingsReader reader) {
        reader.group("Tasks");
        return new OperationsSettings(
                reader.integer(
                        "FLOWEX_TASKS_THREADS",
                        DEFAULTS.threads(),
                        1,
                        THREADS_MAX,
                        "so many tasks a process with the service operations works on at once"),
                reader.duration(
                        "FLOWEX_TASKS_HISTORY_DAYS",
                        DEFAULTS.history(),
                        Duration.ofDays(1),
                        HISTORY_DAYS_MAX,
                        "so long is known what became of tasks, how the parts were and which alerts there were"));
    }
}
