/** Rows of an archive: the tables they come from, their files, and the table of archives. */
@NullMarked
package com.flowex.identity.store.archive;

import org.jspecify.annotations.NullMarked;
