/**
 * What is written of the figures of all processes: their list, and the dashboards that show them.
 *
 * <p>Invariant: what is written here and what a process shows are the same, which a test compares with a scrape.
 */
@NullMarked
package com.flowex.launcher.figures;

import org.jspecify.annotations.NullMarked;
