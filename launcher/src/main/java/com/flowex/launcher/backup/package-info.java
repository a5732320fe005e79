/**
 * Copies of a running exchange in a store of objects: whole ones, and between them what its log grew by; and the way back.
 *
 * <p>Invariant: a backup without its manifest does not exist, and nothing is restored over data (ADR 0149).
 */
@NullMarked
package com.flowex.launcher.backup;

import org.jspecify.annotations.NullMarked;
