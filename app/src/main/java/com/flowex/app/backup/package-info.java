/**
 * Backups of a running exchange in an object store: whole ones, and increments between them; and their restore.
 *
 * <p>Invariant: a backup without its manifest does not exist, and a restore never overwrites data (ADR 0149).
 */
@NullMarked
package com.flowex.app.backup;

import org.jspecify.annotations.NullMarked;
