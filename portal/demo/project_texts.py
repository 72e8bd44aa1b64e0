"""The thirty micro-projects of DOMAIN.md 12.2: what they are, where they stand, how they differ."""

from dataclasses import dataclass
from decimal import Decimal

KINDS = {"工": "works", "货": "goods", "服": "services"}


@dataclass(frozen=True)
class ProjectText:
    """One project: its words, and how far it has come in how many days."""

    kind: str
    title: str
    budget: Decimal
    community: str
    category: str
    days: int  # since it was proposed
    state: str
    summary: str
    beneficiaries: str
    source: str
    gift: Decimal  # social contribution, yuan
    vendor: int


def _project(line: str) -> ProjectText:
    kind, title, budget, where, category, days, state, why, who, source, gift, vendor = (
        line.replace("~", " ").split("|")
    )
    return ProjectText(
        KINDS[kind],
        title,
        Decimal(budget),
        f"{where}社区",
        category,
        int(days),
        state,
        why,
        who,
        source,
        Decimal(gift or 0),
        int(vendor),
    )


# ~ stands for a space within a line
_LINES = """
工|榕景花园破损台阶与扶手修复|86000|榕树头|safety|232|closed|台阶缺角、扶手松动，长者上下楼不稳。换~46~米扶手，补~31~级台阶。|榕景花园~3~栋~96~户|resident|6000|0
工|水榭阁加装电梯配套雨棚|120000|榕树头|technology|104|change_pending|新电梯出口没有遮挡，下雨地滑。搭雨棚~4~处。|水榭阁~52~户|housekeeper||1
工|老埠新村雨水口改造|148000|老埠|emergency|690|closed|每逢暴雨积水过膝。改造雨水口~18~个，清淤~240~米。|老埠新村~310~户|delegate||0
工|松园小区路灯更换LED~32盏|67500|松园|safety|600|closed|旧灯一半不亮，夜里看不清路。|松园小区~420~户|grid||2
工|电动自行车集中充电棚|135000|金桥|safety|96|in_progress|飞线充电常见，消防部门建议集中。建~40~个充电位，带喷淋。|金桥名苑~280~户|resident|20000|1
工|百花苑小公园座椅与凉亭|98000|百花|green|58|approved|老人接孩子没处坐。做凉亭一座，长椅~12~条。|百花苑及周边居民|resident||2
工|渔歌里无障碍坡道6处|45600|渔歌|care|515|closed|轮椅和婴儿车出入要人抬。|渔歌里~6~栋居民|delegate|5000|0
工|东堤步道防滑改造|78200|东堤|safety|108|suspended|青苔路段去年摔了三个人。铺防滑面~380~米。|东堤雅居居民与晨练的人|resident||1
工|学府社区篮球场翻新|195000|学府|culture|134|acceptance_pending|地面起泡，篮架生锈。翻新场地一片，换篮架两副。|青少年与球友|partner|30000|2
工|棠下新居楼道墙面修补|52300|棠下|harmony|27|objected|墙皮脱落，霉点成片。修补~8~个单元。|棠下新居~128~户|resident||0
工|消防通道划线与道闸|38000|望潮|emergency|24|vote_failed|消防通道常被占。划线~260~米，装道闸一处。|望潮公寓居民|grid||1
工|望潮公寓晾衣架更新|21400|望潮|harmony|15|public_notice|公共晾衣架断了七组。|望潮公寓~200~户|resident||0
货|社区AED两台|39800|榕树头|safety|420|closed|离最近的急救点二十分钟。两台分放广场与居委会，配培训。|全体居民|partner|9800|3
货|灭火器与微型消防站补充|28600|老埠|safety|74|contracted|灭火器大半过期。|老埠新村居民|community||3
货|会议室桌椅30套|24900|金桥|self_government|44|returned|议事厅的桌椅坏了一半。|议事代表与各兴趣小组|community||4
货|社区图书更新1~200册|36000|松园|culture|150|settlement|孩子们想看的书借不到。|读者约~600~人|resident||4
货|分类垃圾亭洗手装置|18500|渔歌|green|62|procurement|投完垃圾没处洗手。|渔歌里~190~户|resident||3
货|共享轮椅与助行器|15800|东堤|care|150|settled|临时要用的人家不必自己买。|长者与伤病居民|housekeeper|3000|3
货|投影与音响|19900|创谷|culture|40|street_review|活动靠自带设备，后排听不见。|参加活动的居民|community||4
货|儿童之家玩教具|22000|棠下|culture|17|deliberating|玩具破旧，安全也不放心。|0~至~6~岁儿童家庭|resident||4
货|防汛沙袋水泵|31200|望潮|emergency|36|notice_passed|去年台风来时只有一台水泵。|低洼处~80~户与商铺|grid||3
服|长者智能手机课堂24节|28800|榕树头|care|172|evaluating|孩子不在身边，挂号、扫码都要人教。|60~岁以上居民~120~人次|resident||5
服|四点半课堂一学期|96000|学府|culture|138|rectifying|双职工家庭孩子放学后没人看。|小学生~40~名|delegate||5
服|独居老人探访与安全改造评估|88000|老埠|care|146|accepted|独居老人~63~位，家里隐患没人看过。|独居老人~63~位|community||6
服|邻里纠纷调解培训与陪跑|42000|百花|harmony|118|in_progress|楼上楼下的事，楼长不知怎么劝。|楼长与调解员~30~人|resident||5
服|家庭急救员培训300人|45000|荔湾里|safety|128|in_progress|家里有人噎住、摔倒，头四分钟最要紧。|居民~300~人|partner||6
服|社区戏曲周末|36500|荔湾里|culture|72|contracted|老戏迷想有个固定的日子。|戏迷与老人|resident||6
服|亲子绿色种植|26000|创谷|green|20|vote_passed|顶楼空地想种点东西。|亲子家庭~40~户|resident||5
服|外来务工家庭法律咨询12场|24000|东堤|self_government|136|terminated|租房、工资、孩子入学，问的人多。|外来务工家庭|delegate||6
服|心理支持小组|39600|百花|care|92|in_progress|照顾病人的家属很累，想有人说说。|照顾者~20~人|resident||5
"""
PROJECTS = [_project(line) for line in _LINES.strip().splitlines()]
# further ways to end, and the two first states
LATER = [
    _project(line)
    for line in """
工|三栋楼顶补漏|64000|棠下|harmony|70|rejected|楼顶漏水，顶层三户受影响。|棠下新居顶层住户|resident||0
货|小区健身角遮阳伞|12600|松园|culture|38|withdrawn|夏天器材烫手。|松园小区居民|resident||4
工|后门路面找平|33800|金桥|technology|10|shortlisted|雨后一路水坑。|金桥名苑居民|resident||1
服|周末修旧摊|16800|渔歌|self_government|22|voting|小家电坏了舍不得扔。|渔歌里居民|housekeeper||6
""".strip().splitlines()
]
VENDORS = [
    ("云澜恒信工程有限公司", "firm"),
    ("岭海市政建设有限公司", "firm"),
    ("榕江园林工程部", "firm"),
    ("安馨应急器材有限公司", "firm"),
    ("知行文教用品有限公司", "firm"),
    ("云澜区青禾社会工作服务中心", "social"),
    ("海棠家庭服务促进会", "social"),
]
DONORS = [
    ("enterprise", "云澜农商行"),
    ("charity", "云澜区慈善会"),
    ("property", "金桥物业"),
    ("foundation", "榕江社区基金"),
    ("partner", "云澜区第二小学"),
    ("residents", ""),
]
STRICTER = ("松岗街道", "services", 80_000)  # a subdistrict with a lower cap of its own
OBJECTION = "施工队上次在这里留下一地灰，这次谁来管？"
WHY = {
    "withdraw": "物业同意自己出钱来做。",
    "reject": "这里属于专项维修资金的范围，请改走维修资金。",
    "return_it": "请补充三家报价的规格，看看是否同一标准。",
    "suspend": "连日大雨，等天晴再铺。",
    "request_change": "消防要求雨棚加防火涂层。",
    "require_rectification": "第三周少上了两节课。",
    "terminate": "律师事务所改由司法所免费派驻，不再花这笔钱。",
}
# the main line: each step with the days it comes after the one before
LINE = (
    ("shortlisted", 3),
    ("deliberating", 3),
    ("voting", 3),
    ("vote_passed", 0),
    ("public_notice", 2),
    ("notice_passed", 0),
    ("street_review", 1),
    ("approved", 4),
    ("procurement", 3),
    ("contracted", 9),
    ("in_progress", 5),
    ("acceptance_pending", 52),
    ("accepted", 6),
    ("settlement", 3),
    ("settled", 9),
    ("evaluating", 1),
    ("closed", 16),
)
# states off the line: where on it they leave, and the steps they take from there
ASIDE: dict[str, tuple[str, tuple[str, ...]]] = {
    "vote_failed": ("voting", ("fail_vote",)),
    "objected": ("public_notice", ("object",)),
    "returned": ("street_review", ("return_it",)),
    "rejected": ("street_review", ("reject",)),
    "withdrawn": ("shortlisted", ("withdraw",)),
    "suspended": ("in_progress", ("suspend",)),
    "change_pending": ("in_progress", ("request_change",)),
    "rectifying": ("acceptance_pending", ("require_rectification",)),
    "terminated": ("in_progress", ("terminate",)),
}
