/**
 * Archive of all data about a person in one file: made asynchronously at their own request, for them alone and for a
 * limited time.
 *
 * <p>Start at {@link com.flowex.identity.api.ArchiveRoutes}, then {@link
 * com.flowex.identity.app.archive.ArchiveWorker}.
 */
@NullMarked
package com.flowex.identity.app.archive;

import org.jspecify.annotations.NullMarked;
