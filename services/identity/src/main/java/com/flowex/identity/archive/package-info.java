/**
 * All that is known of a person as one file: asked for by themselves, made aside, for them alone and for a while.
 *
 * <p>Start at {@link com.flowex.identity.archive.ArchiveRoutes}, then {@link com.flowex.identity.archive.ArchiveMaking}.
 */
@NullMarked
package com.flowex.identity.archive;

import org.jspecify.annotations.NullMarked;
