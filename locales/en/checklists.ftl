# Checklists: the questions, answering, submitting, signing.
checklists-title = 📋 <b>Checklists</b>
checklists-none = There is no checklist yet.
checklists-how = To add one, send an XLSForm workbook (.xlsx) here.
checklist-line = { $code } v{ $version }: { $title }
checklist-line-draft = { $code } v{ $version }: { $title } (draft)
checklist-title = 📋 <b>{ $title }</b>
checklist-version = Code { $code }, version { $version }
checklist-count = { $count ->
    [one] { $count } question:
   *[other] { $count } questions:
}
checklist-question = { $question }
checklist-published = ✔ Published: it cannot be changed any more.
checklist-draft = A draft. Once published it cannot be changed; a change is a new version.
key-publish = ✔ Publish the checklist
workbook-refused = ⚠️ <b>{ $name } cannot be used yet</b>: { $count ->
    [one] { $count } place to mend.
   *[other] { $count } places to mend.
}
workbook-mend = Mend the workbook and send it again.
workbook-not-fetched = ⚠️ { $name } could not be fetched. Please send it again.
problem-cell = • Sheet “{ $sheet }”, row { $row }, column { $column }: { $what }
problem-row = • Sheet “{ $sheet }”, row { $row }: { $what }
problem-sheet = • Sheet “{ $sheet }”: { $what }
problem-file = • { $what }
notice-file-failed = ⚠️ The file “{ $name }” could not be fetched from Telegram after several tries. Please send it again.
choice = { $choice }
file-caption = 📎 Question { $question }: { $name }
key-read-all = 👁 Question { $question }

# What is wrong in a checklist workbook (XLSForm) and what to do. The place is said by the “problem-…” frame.
# Without “should” it must be mended; “should” is advice, the workbook can be used without it.

# The file
workbook-not-a-spreadsheet = { $found ->
    [html] This is a web page, not a workbook.
    [xml] This is an XML file, not a workbook.
    [csv] This is a CSV text file, not yet a workbook.
    [pdf] This is a PDF, not a workbook.
    [json] This is a JSON data file, not a workbook.
    [image] This is a picture, not a workbook.
    [docx] This is a Word document, not a workbook.
    [rtf] This is an RTF document, not a workbook.
    [zip] This is a packed file, not a workbook.
    [compound] This is an old Office file without a workbook in it.
    [empty] The file is empty.
   *[unknown] This does not look like a workbook.
} Open the checklist in Excel and save it as an .xlsx file.
workbook-unsupported-format = { $found ->
    [xls] Very old .xls workbooks
    [xlsb] Binary .xlsb workbooks
   *[other] .{ $found } workbooks
} cannot be read. Open the file in Excel and save it as .xlsx.
workbook-extension-mismatch = The name ends in .{ $extension } but the file is really .{ $found }. It was read all the same; you should rename it to .{ $found }.
workbook-encrypted = The file has a password and cannot be read. Remove the password in Excel and save it again.
workbook-unreadable = The file is damaged or was not saved in full. Open it in Excel and save it as a new .xlsx file.
workbook-too-large = { $what ->
    [bytes] The file is too large: at most { $limit } MB.
    [unpacked] What is in the file is too large: at most { $limit } MB when unpacked.
    [parts] The file has too many parts inside: at most { $limit }.
    [cells] The workbook has too many filled cells: at most { $limit }.
    [area] The filled area of the sheet is too wide: at most { $limit } cells.
    [rows] The sheet has too many rows: at most { $limit }.
    [columns] The sheet has too many columns: at most { $limit }.
    [cell] One cell holds too much text.
   *[other] The file exceeds the limit of { $limit }.
} Remove pictures, sheets and text that do not belong to the checklist, or copy the questions to a new file.

# Sheets and columns
workbook-missing-sheet = The workbook has no such sheet. Name the sheet that holds the questions “survey”.
workbook-empty-sheet = The sheet is empty. Write the column names in the first row and the questions below.
workbook-missing-column = The column “{ $column }” is missing. Add it, with exactly this name in the first row.
workbook-column-collision = This column means the same as “{ $other }”. Keep one of them and delete the other.
workbook-unusable-column = The column name “{ $column }” has a blank in it, so a choice filter cannot use it. It should be renamed, e.g. with “_” for the blank.
workbook-rows-ignored = Rows from here on were not read: too many empty rows come before them. If there are questions below, the empty rows should be deleted.
workbook-comment-row = This row has no question type and was skipped as a note. If it is a question, its type should be in the column “type”.

# Rows of questions
workbook-missing-type = This row has no question type. Write it in the column “type”, e.g. “text” or “integer”.
workbook-unknown-type = There is no question type “{ $written }”. Use one that exists, e.g. “text”, “integer”, “decimal”, “date”, “image” or “select_one name_of_list”.
workbook-missing-name = This row has no name. Write a short one without accents in the column “name”, e.g. “q_1”.
workbook-invalid-name = “{ $name }” cannot be a name. Begin with a letter and use only letters without accents, digits and “_”, no blanks, e.g. “q_1”.
workbook-duplicate-name = The name “{ $name }” is already used in row { $first_row }. Give one of the two rows another name.
workbook-similar-name = The name “{ $name }” differs from another one only in upper and lower case. The two should have names that nobody confuses.
workbook-reserved-name = The name “{ $name }” belongs to the system. Choose another name.
workbook-audit-name = A row of the type “audit” must have the name “audit”. Change the column “name” or leave it empty.
workbook-missing-label = The question “{ $name }” has no text. Write the question in the column “label”.
workbook-missing-group-label = The section “{ $name }” has no title. One should be in the column “label”.
workbook-missing-translation = “{ $name }” has no text in { $language }. It should be added; until then the default language is shown.
workbook-missing-calculation = The row “{ $name }” is of the type “calculate” but has no formula. Write it in the column “calculation”.
workbook-end-without-begin = { $kind ->
    [group] A group ends here (end_group) that never began. Delete this row or add “begin_group” before it.
    [repeat] A repeat ends here (end_repeat) that never began. Delete this row or add “begin_repeat” before it.
   *[other] An “end { $kind }” stands here without its beginning. Delete this row or add “begin { $kind }” before it.
}
workbook-begin-without-end = { $kind ->
    [group] The group “{ $name }” is never closed. Add a row “end_group” after its last question.
    [repeat] The repeat “{ $name }” is never closed. Add a row “end_repeat” after its last question.
   *[other] “{ $name }” is never closed. Add a row “end { $kind }” after its last question.
}
workbook-end-mismatch = This row closes a { $kind ->
    [group] group
    [repeat] repeat
   *[other] “{ $kind }”
}, but what is open since row { $open_row } is a { $open ->
    [group] group
    [repeat] repeat
   *[other] “{ $open }”
}. Make the two rows say the same.
workbook-nested-too-deep = Groups are nested too deep. Use fewer levels of groups.
workbook-missing-list = A list of the sheet “choices” is needed here. Write its name after the question type, e.g. “select_one yes_no”.
workbook-list-not-found = The list of choices “{ $list }” was not found. Add it to the sheet “choices” (column “list_name”), or correct its name here.
workbook-bad-file-name = “{ $file }” is not the name of a file with choices. Write a name that ends in .csv, .xml or .geojson.
workbook-choice-name-with-space = The choice “{ $name }” of the list “{ $list }” has a blank in its name, and several choices may be picked here. Put “_” for the blank in the column “name”.
workbook-or-other-with-filter = “or_other” and a choice filter do not go together. Remove one of them; you can add a choice “Other” to the list.
workbook-invalid-parameter = The parameter “{ $parameter }” with the value “{ $value }” cannot be used for this question. Delete it, or write it as name=value.
workbook-bad-trigger = “{ $value }” is not written as it must be. Write the name of a question as ${"{"}q_1{"}"}.

# Choices
workbook-missing-choice-name = This choice has no name. Write a short one without accents in the column “name”, e.g. “yes”.
workbook-missing-choice-label = The choice “{ $name }” of the list “{ $list }” has no text. It should be in the column “label”.
workbook-duplicate-choice = The name “{ $name }” of the list “{ $list }” is already used in row { $first_row }. Give it another name, or delete the row that is there twice.
workbook-unknown-choice-column = The filter asks for a column “{ $column }”, which the list “{ $list }” does not have. The column should be added to the sheet “choices”, or the filter corrected.

# Expressions and references
workbook-bad-expression = The expression “{ $expression }” is wrong: { $error ->
    [empty] there is nothing in it
    [too_long] it is too long
    [too_deep] too many brackets are nested
    [unexpected_character] it has a character that cannot be used
    [unexpected_end] it breaks off, perhaps a value or a closing bracket is missing
    [unexpected_token] something stands in the wrong place
    [unterminated_text] a closing quote is missing
    [unknown_reference] it names a question that does not exist
    [not_a_nodeset] it has a value where the name of a question is needed
    [invalid_date] it has an invalid date
    [invalid_argument] it has an invalid value
    [lookup_absent] it looks into a table that was not sent along
    [too_complex] it is too complicated
   *[other] it cannot be read
}. Write it like “{ $example }” or “${"{"}q_1{"}"} = 'yes'”.
workbook-bad-expression-near = The expression “{ $expression }” is wrong: { $error ->
    [unexpected_character] the character “{ $near }” cannot be used
    [unexpected_token] “{ $near }” stands in the wrong place, perhaps something is missing before it
    [invalid_date] the date “{ $near }” is not valid
    [invalid_argument] the value “{ $near }” is not valid
   *[other] it cannot be read at “{ $near }”
}. Write it like “{ $example }” or “${"{"}q_1{"}"} = 'yes'”.
workbook-unknown-function = The expression “{ $expression }” uses a function “{ $function }” that does not exist. Check its name, e.g. “selected”, “if”, “count”.
workbook-wrong-arity = The function “{ $function }” in “{ $expression }” has too few or too many values in its brackets. Check what stands between the commas.
workbook-bad-regex = The pattern “{ $pattern }” is not understood. It should be written more simply.
workbook-bad-reference = “{ $reference }” does not name a question as it must be. Write ${"{"}q_1{"}"}, with both curly brackets and no blank inside the name.
workbook-unknown-reference = There is no question named “{ $name }”. Write a name as it stands in the column “name”.
workbook-ambiguous-reference = Several questions are named “{ $name }”, so it is not clear which is meant. Give them different names.
workbook-cycle = Questions depend on each other in a circle: { $cycle }. Change the condition or formula of one of them.

# Settings and the bot's own columns
workbook-invalid-setting = The setting “{ $setting }” has the value “{ $value }”, which cannot be used. { $setting ->
    [namespaces] Write it like: dgs="https://doangiamsat.vn/xlsform".
    [name] Use a name without accents and blanks.
   *[other] Correct it or leave it empty.
}
workbook-undeclared-prefix = The prefix “{ $prefix }” of this column is not declared. Declare it in the column “namespaces” of the sheet “settings”, or delete the column.
workbook-wrong-namespace = The prefix “{ $prefix }” is declared for another address. Write in the sheet “settings”, column “namespaces”: { $prefix }="{ $namespace }".
workbook-unknown-extension-value = The value “{ $value }” cannot be used for “{ $attribute }”. { $attribute ->
    [kind] Choose ratio, score, rank, money, document or yes_no.
    [verify] Write yes or no.
    [evidence] Write required or optional.
   *[other] Correct it or leave it empty.
}
workbook-unknown-extension = There is no column “{ $attribute }” of the bot's own. Delete it, or write “kind”, “verify” or “evidence”.
