/** Parsing, help, error texts and exit codes that all commands of ./flowex share. */
@NullMarked
package com.flowex.app.cli.command;

import org.jspecify.annotations.NullMarked;
