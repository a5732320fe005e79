/** Folders that commands of ./flowex create, check and copy. */
@NullMarked
package com.flowex.app.cli.folder;

import org.jspecify.annotations.NullMarked;
