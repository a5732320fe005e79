/**
 * Sources of an archive's rows, its file format, and the table of archives and their pieces.
 *
 * <p>Invariant: an archive shows the database at one moment; its pieces are sealed with the person's key.
 */
@NullMarked
package com.flowex.identity.store.archive;

import org.jspecify.annotations.NullMarked;
