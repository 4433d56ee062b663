/** What the core says of changes that were made, outside and by us; a part of `sentences-zh-tw.ts`. */
export const historySentences = {
  'journal-unwritten': [
    '{engine} 的這次變更沒有寫進日誌：{path}：{why}',
    '變更本身有效，「off」照常可用；只是「undo」不知道有這一次。',
  ],
  'undo-nothing': ['沒有可以復原的變更。', '請看「pullcord history」。'],
  'undo-missing': ['日誌裡沒有 {id} 這次變更。', '請看「pullcord history」。'],
  'undo-of-failure': ['這次變更失敗，當下就已經還原了。', ''],
  'undo-of-keep': ['當時是讓檔案維持原狀，沒有變更可以復原。', '要再使用 mirror，請重新開啟。'],
  'undo-of-import': [
    '檔案裡原有的內容當時被接管；沒有任何變更可以復原。',
    '要把檔案留給自己管理：執行 pullcord mirror remove，再自行編輯。',
  ],
  'undo-unknown': [
    '不知道 {engine} 在這次變更之前用的是什麼。',
    '關閉會放回 Pullcord 動手之前的檔案內容；也可以用想要的 mirror 重新開啟。',
  ],
  'undo-kept-since': ['這次變更之後，檔案已經改為保留別人改過的樣子。', '請手動編輯，或重新開啟。'],

  'drift-none': ['除了 Pullcord，沒有人改過 {engine} 的檔案。', '請看「pullcord drift」。'],
  'writer-tool': [
    '{path} 最後寫入於 {time}；依內容判斷是 {tool} 寫的。檔案的擁有者是 {owner}。',
    '如果 {tool} 還會再寫這個檔案，請在那裡設定 mirror。',
  ],
  'writer-owner': ['{path} 最後寫入於 {time}，擁有者是 {owner}；內容看不出是什麼程式寫的。', ''],
  'writer-gone': ['{path} 被移除了，看不出是誰做的。', ''],
  'fought-over-tool': [
    '{minutes} 分鐘內 Pullcord 已經把 mirror 放回 {path} {count} 次，每次檔案都又被改掉；依內容判斷是 {tool}，最後一次在 {time}。檔案的擁有者是 {owner}。',
    '請在 {tool} 裡設定 mirror，或讓它不要管這個檔案。仍要再放回一次：{command}',
  ],
  'fought-over': [
    '{minutes} 分鐘內 Pullcord 已經把 mirror 放回 {path} {count} 次，每次檔案都又被改掉，最後一次在 {time}。檔案的擁有者是 {owner}，內容看不出是什麼程式寫的。',
    '請找出是什麼在寫這個檔案（組態管理工具、定時工作、dotfile 管理工具），並在那裡設定 mirror。仍要再放回一次：{command}',
  ],
  'fought-over-gone': [
    '{minutes} 分鐘內 Pullcord 已經把 mirror 放回 {path} {count} 次，每次檔案都又被移除。',
    '請找出是什麼在移除這個檔案（組態管理工具、定時工作）。仍要再放回一次：{command}',
  ],

  'left-program': [
    'Pullcord 本身還在。',
    '請移除套件（「apt remove pullcord」或「dnf remove pullcord」）；如果是 clone 下來的，請執行「npm run helper:install -- --uninstall」並刪除 clone。',
  ],
  'left-settings': ['你的 mirror 清單還在 {path}。', '不再需要的話可以刪除。'],
  'left-system': ['全系統的檔案還沒有還原：{why}', '請以 root 執行：{command}'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
